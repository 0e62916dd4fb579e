"""What the workflow tells: provenance and audit react inside the same transaction."""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sealmark.annotations.services import Appended, NewRevision
from sealmark.kernel.ids import OrganizationId, StepId


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """How the review rule fell for this asset; `drawn` is None where nothing is drawn."""

    share: int | None
    seed_commitment: str | None
    drawn: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeOn:
    """What is known of the rendition that a revision was made on."""

    commitment: str
    detectors: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionMade:
    """A person handed in a revision: a label, or a review's outcome.

    `suggestions`: what became of those of a model, if there were any.
    """

    organization: OrganizationId
    new: NewRevision
    appended: Appended
    rendition: MadeOn
    step: StepId
    step_name: str
    draw: Draw
    outcome: str
    policy_set: str
    suggestions: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SentBack:
    """A reviewer sent a revision back to whoever made it."""

    organization: OrganizationId
    project: UUID
    asset: UUID
    document: UUID
    revision: UUID
    reviewer: UUID
    at: datetime
