"""Read what is held back: a page of the list, what it can be narrowed by, what was decided before.

- Pages go on from a key, not from a number: the last page of a long list costs what the first does.
- Ids, kinds, counts, times and words for reasons: never a text, never where in a text.
"""

# SPDX-License-Identifier: Apache-2.0
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from django.db import connection

from sealmark.audit.pseudonyms import pseudonym
from sealmark.infra.plans import plan_by_values
from sealmark.kernel.errors import InvalidInputError
from sealmark.kernel.ids import AssetId, DatasetId, ProjectId, RenditionId, UserId
from sealmark.redaction.models import Decision
from sealmark.redaction.sealing import decision_place
from sealmark.vault import runtime
from sealmark.vault.domain import Sealed, Work

PAGE: Final = 100

_LIST = """
SELECT h.asset_id, h.rendition_id, h.dataset_id, h.reason, h.tier, h.language, h.risk_bp, h.since,
    h.aside_at, h.seen_at IS NOT NULL,
    (SELECT coalesce(json_object_agg(d.kind, d.count), '{{}}') FROM redaction_doubt_count d
     WHERE d.project_id = h.project_id AND d.asset_id = h.asset_id)
FROM redaction_hold h
WHERE h.project_id = %(project)s AND {fitting}
ORDER BY {key} {way}, h.asset_id {way} LIMIT %(most)s
"""
_COUNTS = """
SELECT count(*) FILTER (WHERE aside_at IS NULL), count(*) FILTER (WHERE aside_at IS NOT NULL),
    min(since) FILTER (WHERE aside_at IS NULL)
FROM redaction_hold WHERE project_id = %(project)s
"""
_REASONS = """
SELECT reason, count(*) FROM redaction_hold
WHERE project_id = %(project)s AND aside_at IS NULL GROUP BY reason
"""
_LANGUAGES = _REASONS.replace("reason", "language")
_DATASETS = """
SELECT h.dataset_id, count(*) FROM redaction_hold h
WHERE h.project_id = %(project)s AND h.aside_at IS NULL GROUP BY h.dataset_id
"""
_KINDS = """
SELECT d.kind, count(*) FROM redaction_doubt_count d
JOIN redaction_hold h ON h.project_id = d.project_id AND h.asset_id = d.asset_id
WHERE d.project_id = %(project)s AND h.aside_at IS NULL GROUP BY d.kind
"""


class HeldOrder(StrEnum):
    """In which order what is held is listed."""

    OLDEST = "oldest"
    NEWEST = "newest"
    RISKIEST = "riskiest"
    SAFEST = "safest"


_KEYS: Final[Mapping[HeldOrder, tuple[str, str, str]]] = {
    HeldOrder.OLDEST: ("h.since", "ASC", "timestamptz"),
    HeldOrder.NEWEST: ("h.since", "DESC", "timestamptz"),
    HeldOrder.RISKIEST: ("h.risk_bp", "DESC", "int"),
    HeldOrder.SAFEST: ("h.risk_bp", "ASC", "int"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldWanted:
    """Which of what is held; `before`: in quarantine since then or longer."""

    order: HeldOrder = HeldOrder.OLDEST
    aside: bool = False
    reason: str | None = None
    kind: str | None = None
    dataset: DatasetId | None = None
    language: str | None = None
    least_risk_bp: int | None = None
    before: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """An asset in quarantine: why, how risky, since when; never what it says."""

    asset: AssetId
    rendition: RenditionId
    dataset: DatasetId
    reason: str
    tier: str
    language: str
    risk_bp: int
    since: datetime
    aside: datetime | None
    is_seen: bool
    doubts: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPage:
    """A page; `cursor` is where to go on, None at the end."""

    rows: tuple[Held, ...]
    cursor: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """How much waits, since when, and by what it can be narrowed: counts of assets."""

    waiting: int
    aside: int
    oldest: datetime | None
    reasons: Mapping[str, int]
    kinds: Mapping[str, int]
    languages: Mapping[str, int]
    datasets: Mapping[UUID, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What a steward decided about an asset before, by pseudonym, and why."""

    kind: Decision.Kind
    by: UUID
    at: datetime
    reason: str = field(repr=False)


def quarantined(
    project: ProjectId,
    wanted: HeldWanted | None = None,
    *,
    cursor: str | None = None,
    most: int = PAGE,
) -> HeldPage:
    """Return a page of what is held back."""
    wanted = wanted or HeldWanted()
    key, way, kind = _KEYS[wanted.order]
    names: dict[str, Any] = {"project": project, "most": most}
    fitting = _fitting(wanted, names)
    if cursor is not None:
        names["place"], names["after"] = _place(cursor, kind)
        sign = ">" if way == "ASC" else "<"
        fitting += f" AND ({key}, h.asset_id) {sign} (%(place)s::{kind}, %(after)s)"
    with connection.cursor() as opened:
        if wanted.kind is not None:
            plan_by_values(opened)  # a rare kind is found by itself, a usual one along the order
        opened.execute(_LIST.format(fitting=fitting, key=key, way=way), names)
        rows = tuple(_held(row) for row in opened.fetchall())
    last = rows[-1] if len(rows) == most else None
    return HeldPage(rows=rows, cursor=None if last is None else _told(last, kind))


def waiting(project: ProjectId) -> Waiting:
    """Count what waits, and by what it can be narrowed."""
    names = {"project": project}
    (number, aside, oldest), *_ = _rows(_COUNTS, names)
    reasons: dict[str, int] = {}
    for words, count in _rows(_REASONS, names):
        for word in words.split():
            reasons[word] = reasons.get(word, 0) + count
    return Waiting(
        waiting=number,
        aside=aside,
        oldest=oldest,
        reasons=reasons,
        kinds=dict(_rows(_KINDS, names)),
        languages=dict(_rows(_LANGUAGES, names)),
        datasets=dict(_rows(_DATASETS, names)),
    )


def held(project: ProjectId, assets: Sequence[AssetId]) -> list[Held]:
    """Return those of these assets that are held back."""
    names = {"project": project, "assets": list(assets), "most": len(assets)}
    statement = _LIST.format(fitting="h.asset_id = ANY(%(assets)s)", key="h.since", way="ASC")
    return [_held(row) for row in _rows(statement, names)]


def decided(project: ProjectId, asset: AssetId) -> list[Decided]:
    """Return what was decided about an asset so far, the newest first."""
    rows = Decision.objects.filter(project_id=project, asset_id=asset).order_by("-created_at")
    return [
        Decided(
            kind=Decision.Kind(row.kind),
            by=pseudonym(project, UserId(row.by)),
            at=row.created_at,
            reason=_reason(project, row),
        )
        for row in rows[:PAGE]
    ]


def _reason(project: ProjectId, row: Decision) -> str:
    sealed = Sealed(zone=Work, blob=bytes(row.body))
    clear = runtime.work().open_for_project(project, sealed, decision_place(project, row.id))
    return str(json.loads(clear.reveal())["reason"])


def _fitting(wanted: HeldWanted, names: dict[str, Any]) -> str:
    fitting = ["h.aside_at IS NOT NULL" if wanted.aside else "h.aside_at IS NULL"]
    tests = {
        "reason": "%(reason)s = ANY(string_to_array(h.reason, ' '))",
        "dataset": "h.dataset_id = %(dataset)s",
        "language": "h.language = %(language)s",
        "least_risk_bp": "h.risk_bp >= %(least_risk_bp)s",
        "before": "h.since <= %(before)s",
        "kind": "EXISTS (SELECT FROM redaction_doubt_count d WHERE d.project_id = h.project_id"
        " AND d.asset_id = h.asset_id AND d.kind = %(kind)s)",
    }
    for name, test in tests.items():
        value = getattr(wanted, name)
        if value is not None:
            names[name] = value
            fitting.append(test)
    return " AND ".join(fitting)


def _told(last: Held, kind: str) -> str:
    place = last.risk_bp if kind == "int" else last.since.isoformat()
    return f"{place} {last.asset}"


def _place(cursor: str, kind: str) -> tuple[object, UUID]:
    place, _, after = cursor.rpartition(" ")
    try:
        return int(place) if kind == "int" else datetime.fromisoformat(place), UUID(after)
    except ValueError as cause:
        raise InvalidInputError(
            "This is not where a page ended; begin at the first.", field="cursor"
        ) from cause


def _held(row: tuple[Any, ...]) -> Held:
    asset, rendition, dataset, reason, tier, language, risk, since, aside, seen, doubts = row
    counts = json.loads(doubts) if isinstance(doubts, str) else doubts
    return Held(
        asset=AssetId(asset),
        rendition=RenditionId(rendition),
        dataset=DatasetId(dataset),
        reason=reason,
        tier=tier,
        language=language,
        risk_bp=risk,
        since=since,
        aside=aside,
        is_seen=seen,
        doubts=dict(sorted(counts.items(), key=lambda one: (-one[1], one[0]))),
    )


def _rows(statement: str, names: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, names)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found
