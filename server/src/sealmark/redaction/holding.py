"""The list of what is held back: one row for each asset in quarantine, written by the redactor.

- A row comes with the hold and goes with the release, in the same transaction; it says why, how
  risky, since when, and how many doubts of each kind there are: never where, and never a word.
- `since` is when the asset came into quarantine; redacting it anew there does not begin it again.
- What is redacted anew is no longer set aside, and nobody has seen it: there is something new to
  decide about.
"""

# SPDX-License-Identifier: Apache-2.0
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import connection

from sealmark.infra import bulk
from sealmark.kernel.ids import AssetId, ProjectId, RenditionId, new_uuid
from sealmark.redaction.held_models import DoubtCount, Hold

_COLUMNS: Final = {
    **bulk.ROW,
    "asset_id": "uuid",
    "rendition_id": "uuid",
    "dataset_id": "uuid",
    "reason": "text",
    "tier": "text",
    "language": "text",
    "risk_bp": "int",
    "doubts": "int",
    "since": "timestamptz",
}
_COUNTS: Final = {**bulk.ROW, "asset_id": "uuid", "kind": "text", "count": "int"}
_RENEWED: Final = """
ON CONFLICT (project_id, asset_id) DO UPDATE SET rendition_id = EXCLUDED.rendition_id,
    reason = EXCLUDED.reason, tier = EXCLUDED.tier, language = EXCLUDED.language,
    risk_bp = EXCLUDED.risk_bp, doubts = EXCLUDED.doubts, aside_at = NULL, seen_at = NULL
"""
_DATASETS: Final = "SELECT id, dataset_id FROM assets_asset WHERE project_id = %s AND id = ANY(%s)"
# What was recalled or reported is held from that moment on, before it is redacted anew.
_AT_ONCE: Final = """
INSERT INTO redaction_hold (id, project_id, created_at, asset_id, rendition_id, dataset_id, reason,
    tier, language, risk_bp, doubts, since)
SELECT %(id)s, a.project_id, %(at)s, a.id, r.id, a.dataset_id, %(reason)s, a.tier, a.language,
    r.risk_bp, 0, %(at)s
FROM assets_asset a
JOIN LATERAL (SELECT id, risk_bp FROM redaction_rendition
    WHERE project_id = a.project_id AND asset_id = a.id ORDER BY number DESC LIMIT 1) r ON true
WHERE a.project_id = %(project)s AND a.id = %(asset)s
ON CONFLICT (project_id, asset_id) DO UPDATE SET reason = EXCLUDED.reason, aside_at = NULL
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """What is held back of an asset: why, how risky, and its doubts by kind."""

    asset: AssetId
    rendition: RenditionId
    reason: str
    tier: str
    language: str
    risk_bp: int
    doubts: Mapping[str, int] = field(default_factory=Counter)


def list_held(project: ProjectId, held: Sequence[Holding], *, at: datetime) -> None:
    """Put a batch on the list, or what is new of it if it stands there already."""
    if not held:
        return
    assets = [one.asset for one in held]
    datasets = _datasets(project, assets)
    bulk.insert(
        "redaction_hold",
        _COLUMNS,
        [
            (
                *(new_uuid(), project, at, one.asset, one.rendition, datasets[one.asset]),
                *(one.reason, one.tier, one.language, one.risk_bp, sum(one.doubts.values()), at),
            )
            for one in held
        ],
        on_conflict=_RENEWED,
    )
    DoubtCount.objects.filter(project_id=project, asset_id__in=assets).delete()
    bulk.insert(
        "redaction_doubt_count",
        _COUNTS,
        [
            (new_uuid(), project, at, one.asset, kind, number)
            for one in held
            for kind, number in one.doubts.items()
        ],
    )


def hold_at_once(project: ProjectId, asset: AssetId, reason: str, *, at: datetime) -> None:
    """Put an asset on the list before it is redacted anew: it is in quarantine from now on."""
    names: dict[str, Any] = {"id": new_uuid(), "project": project, "asset": asset}
    names |= {"reason": reason, "at": at}
    with connection.cursor() as cursor:
        cursor.execute(_AT_ONCE, names)


def count_doubts(
    project: ProjectId, asset: AssetId, kinds: Mapping[str, int], *, at: datetime
) -> None:
    """Count what was never counted: the doubts of a text that was held before they were."""
    never = Hold.objects.filter(project_id=project, asset_id=asset, doubts=0)
    if kinds and never.update(doubts=sum(kinds.values())):
        DoubtCount.objects.filter(project_id=project, asset_id=asset).delete()
        rows = [(new_uuid(), project, at, asset, kind, number) for kind, number in kinds.items()]
        bulk.insert("redaction_doubt_count", _COUNTS, rows)


def unlist(project: ProjectId, assets: Collection[AssetId]) -> None:
    """Take assets off the list: they are not held back any more."""
    if assets:
        DoubtCount.objects.filter(project_id=project, asset_id__in=list(assets)).delete()
        Hold.objects.filter(project_id=project, asset_id__in=list(assets)).delete()


def _datasets(project: ProjectId, assets: Sequence[AssetId]) -> dict[UUID, UUID]:
    with connection.cursor() as cursor:
        cursor.execute(_DATASETS, [project, list(assets)])
        return dict(cursor.fetchall())
