"""What redaction tells: of what was cleared, the workflow makes tasks."""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sealmark.kernel.ids import (
    AssetId,
    ClearanceId,
    OrganizationId,
    PolicyVersionId,
    ProjectId,
    RenditionId,
    UserId,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearedRendition:
    """A rendition that may be shown; `labels` came with the import, in rendition offsets."""

    asset: AssetId
    rendition: RenditionId
    clearance: ClearanceId
    policy: PolicyVersionId
    detectors: str
    commitment: str
    length: int
    labels: Mapping[str, Any] | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class RenditionsCleared:
    """A batch of renditions was cleared, in this transaction."""

    project: ProjectId
    organization: OrganizationId
    by: UserId
    cleared: Sequence[ClearedRendition]
    at: datetime
