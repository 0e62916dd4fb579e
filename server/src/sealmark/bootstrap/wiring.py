"""The one table: which event calls which handler, and whether inside its transaction.

- In the transaction: what must live or die with the change (audit, provenance, tasks, next jobs).
- Importing the jobs modules here registers every background job with its queue.
"""

# SPDX-License-Identifier: Apache-2.0
from sealmark.assets import jobs as asset_jobs
from sealmark.assets.events import UploadSplit
from sealmark.bootstrap import following, reactions
from sealmark.export import jobs as export_jobs
from sealmark.identity.events import AccountEvent
from sealmark.infra.events import wire_in_transaction
from sealmark.oversight import jobs as oversight_jobs
from sealmark.provenance import services as provenance
from sealmark.redaction import jobs as redaction_jobs
from sealmark.redaction.events import ClearanceRecalled, RenditionsCleared
from sealmark.tenancy import services as tenancy
from sealmark.tenancy.events import (
    ExemptionEnded,
    InvitationAccepted,
    ProjectAccessEnded,
    ProjectClosed,
    ProjectCreated,
    ProtectionStarted,
)
from sealmark.workflow.events import RevisionMade

JOBS = (asset_jobs, redaction_jobs, export_jobs, oversight_jobs, following)
"""Imported for the jobs that they register."""


def wire() -> None:
    """Connect events with handlers; calling it again changes nothing."""
    wire_in_transaction(AccountEvent, tenancy.record_account_event)
    wire_in_transaction(AccountEvent, reactions.end_leases_of_session)
    wire_in_transaction(ProjectCreated, reactions.furnish_project)
    wire_in_transaction(ProjectAccessEnded, reactions.end_leases)
    wire_in_transaction(ProjectClosed, reactions.end_leases_of_project)
    wire_in_transaction(ProtectionStarted, reactions.take_texts_again)
    wire_in_transaction(ExemptionEnded, reactions.take_text_again)
    wire_in_transaction(InvitationAccepted, reactions.tell_sponsor)
    wire_in_transaction(UploadSplit, reactions.prepare_upload)
    wire_in_transaction(ClearanceRecalled, reactions.withdraw_work)
    wire_in_transaction(RenditionsCleared, reactions.open_work)
    wire_in_transaction(RevisionMade, provenance.state)
