"""Who may do what to which table, written by hand: the tests hold the database against it.

`S` select, `I` insert, `U` update, `D` delete; with columns in brackets where not all are meant.
A table that is not named for a role: nothing at all.
"""

# SPDX-License-Identifier: Apache-2.0
from typing import Final

WEB: Final = {
    # people
    "identity_user": "S I U(expires_at is_active last_login name password suspended_at)",
    "identity_session": "S I U(data ended_at last_seen_at user_id)",
    "identity_signin_link": "S I U(used_at)",
    "account_emailaddress": "S I",
    "mfa_authenticator": "S I U D",
    "infra_cache": "S I U D",
    "tenancy_organization": "S I U(name)",
    "tenancy_membership": "S I U(email ended_at ends_at managed name role suspended_at)",
    "tenancy_project": "S I U(closed_at name separates_steps state)",
    "tenancy_project_member": "S I U(ended_at ends_at)",
    "tenancy_invitation": "S I U(accepted_at accepted_by revoked_at)",
    # intake: sealed parts go in, and nothing of the raw zone comes out
    "assets_dataset": "S I",
    "assets_upload": "S I U(state)",
    "assets_upload_file": "S I U(parts received)",
    "assets_upload_part": "S(created_at file_id id ordinal project_id size) I",
    "assets_problem": "S",
    "assets_asset": "S",
    # redaction: proposals and decisions go in, renditions and clearances come out
    "redaction_policy_version": "S I",
    "redaction_adoption": "S",
    "redaction_rendition": "S",
    "redaction_rendition_part": "S",
    "redaction_kind_count": "S",
    "redaction_viewing": "S I",
    "redaction_clearance": "S",
    "redaction_recall": "S I",
    "redaction_decision": "S I",
    # work
    "ontology_version": "S I",
    "ontology_guideline_version": "S I",
    "annotations_document": "S U(current number state)",
    "annotations_revision": "S I",
    "annotations_tally": "S I",
    "workflow_step": "S I U(lease_minutes share_bp)",
    "workflow_task": "S I U(assigned done_at owner prior rank reason state)",
    "workflow_lease": "S I U(ended_at ending expires_at)",
    "workflow_draft": "S I U D",
    "workflow_hands": "S I",
    "workflow_verdict": "S I",
    "workflow_skip": "S I",
    "provenance_statement": "S I",
    # exports
    "export_request": "S I",
    "export_approval": "S I",
    "export_release": "S I U(job_id state)",
    "export_download": "S I",
    # keys of the work zone, jobs, the log
    "vault_work_key": "S I",
    "vault_work_item_key": "S",
    "infra_job": "S I U(cancel_requested_at failure finished_at state)",
    "procrastinate_jobs": "S I",
    "procrastinate_events": "S I",
    "procrastinate_workers": "S",
    "audit_event": "S I(at body id kind organization_id project_id)",
    "audit_leaf": "S",
    "audit_tile": "S",
    "audit_checkpoint": "S",
}

_FACTS_OF_MEMBERS: Final = "S(ended_at ends_at id organization_id role suspended_at user_id)"
_RUNS: Final = "S I U(done failure finished_at problems started_at state total)"

WORKER: Final = {
    "tenancy_membership": _FACTS_OF_MEMBERS,
    "tenancy_project": "S",
    "tenancy_project_member": "S",
    "assets_dataset": "S",
    "assets_asset": "S",
    "redaction_policy_version": "S",
    "redaction_adoption": "S",
    "redaction_rendition": "S",
    "redaction_rendition_part": "S",
    "redaction_kind_count": "S",
    "redaction_clearance": "S",
    "redaction_recall": "S",
    "ontology_version": "S",
    "ontology_guideline_version": "S",
    "annotations_document": "S",
    "annotations_revision": "S",
    "annotations_tally": "S",
    "workflow_step": "S",
    "workflow_task": "S",
    "workflow_hands": "S",
    "workflow_verdict": "S",
    "provenance_statement": "S",
    "export_request": "S",
    "export_approval": "S",
    "export_release": "S U",
    "export_batch": "S I D",
    "vault_work_key": "S",
    "vault_work_item_key": "S",
    "infra_job": _RUNS,
    "procrastinate_jobs": "S I U D",
    "procrastinate_events": "S I U D",
    "procrastinate_workers": "S I U D",
    "procrastinate_periodic_defers": "S I U D",
    "audit_event": "S I(at body id kind organization_id project_id)",
    "audit_leaf": "S",
    "audit_tile": "S",
    "audit_checkpoint": "S",
}

REDACTOR: Final = {
    "tenancy_membership": _FACTS_OF_MEMBERS,
    "tenancy_project": "S",
    "tenancy_project_member": "S",
    # the raw zone
    "assets_upload_part": "S D",
    "assets_original_part": "S I U D",
    "assets_fingerprint": "S I U D",
    "assets_subject": "S I U D",
    "assets_asset_subject": "S I U D",
    "redaction_held_part": "S I U D",
    "redaction_secret_map": "S I U D",
    "redaction_surrogate": "S I U D",
    "vault_raw_key": "S I U",
    "vault_raw_item_key": "S I U",
    "vault_subject_key": "S I U",
    # what it makes of it
    "assets_dataset": "S",
    "assets_upload": "S U(state)",
    "assets_upload_file": "S",
    "assets_problem": "S I D",
    "assets_asset": "S I U",
    "redaction_policy_version": "S I",
    "redaction_adoption": "S I",
    "redaction_rendition": "S I",
    "redaction_rendition_part": "S I",
    "redaction_kind_count": "S I",
    "redaction_viewing": "S U(body) D",
    "redaction_clearance": "S I",
    "redaction_recall": "S I",
    "redaction_decision": "S",
    "ontology_version": "S",
    "ontology_guideline_version": "S",
    "annotations_document": "S I U(current number state)",
    "annotations_revision": "S I",
    "annotations_tally": "S I D",
    "workflow_step": "S",
    "workflow_task": "S I U(state)",
    "workflow_lease": "S U(ended_at ending)",
    "provenance_statement": "S I",
    "export_request": "S",
    "export_approval": "S",
    "export_release": "S U(data_key failure job_id report state)",
    "export_batch": "S U(identifiers) D",
    "vault_work_key": "S",
    "vault_work_item_key": "S I U",
    "infra_job": _RUNS,
    "procrastinate_jobs": "S I U D",
    "procrastinate_events": "S I U D",
    "procrastinate_workers": "S I U D",
    "procrastinate_periodic_defers": "S I U D",
    "audit_event": "S I(at body id kind organization_id project_id)",
}

SEQUENCER: Final = {
    "audit_event": "S",
    "audit_leaf": "S I",
    "audit_tile": "S I",
    "audit_checkpoint": "S I",
    "audit_cursor": "S I U",
}

MATRIX: Final = {"web": WEB, "worker": WORKER, "redactor": REDACTOR, "sequencer": SEQUENCER}

IMMUTABLE: Final = (
    *("annotations_revision", "provenance_statement", "ontology_version"),
    *("ontology_guideline_version", "redaction_policy_version", "redaction_adoption"),
    *("redaction_rendition", "redaction_rendition_part", "redaction_clearance"),
    *("redaction_recall", "redaction_decision", "workflow_hands", "workflow_verdict"),
    *("export_request", "export_approval", "export_download"),
    *("audit_event", "audit_leaf", "audit_tile", "audit_checkpoint"),
)
"""Rows that nobody who runs changes or takes away."""
