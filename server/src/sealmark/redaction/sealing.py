"""Where redaction's values belong, and how they are opened: one name per place."""

# SPDX-License-Identifier: Apache-2.0
from uuid import UUID

from sealmark.vault.domain import Place, place


def policy_place(project: UUID, version: UUID) -> Place:
    """The document of a policy version."""
    return place("redaction_policy_version.document", project, version)


def reason_place(project: UUID, version: UUID) -> Place:
    """The reason of a policy version."""
    return place("redaction_policy_version.reason", project, version)


def decision_place(project: UUID, decision: UUID) -> Place:
    """The reason and places of a steward's decision."""
    return place("redaction_decision.body", project, decision)


def viewing_place(project: UUID, viewing: UUID) -> Place:
    """What is shown to a steward for minutes."""
    return place("redaction_viewing.body", project, viewing)


def rendition_place(project: UUID, rendition: UUID) -> Place:
    """The first part of a rendition."""
    return place("redaction_rendition_part.body", project, rendition, 0)


def held_place(project: UUID, rendition: UUID) -> Place:
    """The first part of a rendition that is held back."""
    return place("redaction_held_part.body", project, rendition, 0)


def secret_map_place(project: UUID, rendition: UUID) -> Place:
    """Alignment and replaced values."""
    return place("redaction_secret_map.body", project, rendition)


def surrogate_place(project: UUID, row: UUID) -> Place:
    """A surrogate."""
    return place("redaction_surrogate.replacement", project, row)


def original_place(project: UUID, asset: UUID) -> Place:
    """The first part of an original."""
    return place("assets_original_part.body", project, asset, 0)
