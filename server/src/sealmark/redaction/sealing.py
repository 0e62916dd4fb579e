"""Where redaction's values belong, and how they are opened: one name per place."""

# SPDX-License-Identifier: Apache-2.0
from uuid import UUID

from sealmark.vault.domain import Place, place


def policy_place(project: UUID, version: UUID) -> Place:
    """Name the place of a policy version's document."""
    return place("redaction_policy_version.document", project, version)


def reason_place(project: UUID, version: UUID) -> Place:
    """Name the place of the reason for a policy version."""
    return place("redaction_policy_version.reason", project, version)


def draft_place(project: UUID, draft: UUID) -> Place:
    """Name the place of a policy draft."""
    return place("redaction_policy_draft.document", project, draft)


def approval_place(project: UUID, approval: UUID) -> Place:
    """Name the place of the reason for a yes or no to a policy version."""
    return place("redaction_policy_approval.reason", project, approval)


def trial_place(project: UUID, trial: UUID) -> Place:
    """Name the place of what is tried: the draft, and beside which version."""
    return place("redaction_trial.request", project, trial)


def trial_body_place(project: UUID, trial: UUID) -> Place:
    """Name the place of what came of a trial."""
    return place("redaction_trial.body", project, trial)


def decision_place(project: UUID, decision: UUID) -> Place:
    """Name the place of a steward's decision: its reason and places."""
    return place("redaction_decision.body", project, decision)


def wish_place(project: UUID, wish: UUID) -> Place:
    """Name the place of why a steward asks for a policy change."""
    return place("redaction_wish.reason", project, wish)


def viewing_place(project: UUID, viewing: UUID) -> Place:
    """Name the place of what a steward is shown for minutes."""
    return place("redaction_viewing.body", project, viewing)


def rendition_place(project: UUID, rendition: UUID) -> Place:
    """Name the place of a rendition's first part."""
    return place("redaction_rendition_part.body", project, rendition, 0)


def held_place(project: UUID, rendition: UUID) -> Place:
    """Name the place of a held rendition's first part."""
    return place("redaction_held_part.body", project, rendition, 0)


def secret_map_place(project: UUID, rendition: UUID) -> Place:
    """Name the place of alignment and findings."""
    return place("redaction_secret_map.body", project, rendition)


def surrogate_place(project: UUID, row: UUID) -> Place:
    """Name the place of a surrogate."""
    return place("redaction_surrogate.replacement", project, row)


def case_place(project: UUID, miss: UUID) -> Place:
    """Name the place of a test case: where in the original something was missed."""
    return place("redaction_case.body", project, miss)


def original_place(project: UUID, asset: UUID) -> Place:
    """Name the place of an original's first part."""
    return place("assets_original_part.body", project, asset, 0)
