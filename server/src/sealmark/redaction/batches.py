"""Write what redaction made of a batch: all of it in one transaction, or nothing.

- Renditions, secret maps, what is held back, what is cleared, tasks and events.
- What is held back is sealed in the raw zone; only a cleared rendition enters the work zone.
"""

# SPDX-License-Identifier: Apache-2.0
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection

from sealmark.infra import bulk
from sealmark.infra import events as bus
from sealmark.kernel.ids import (
    OrganizationId,
    PolicyVersionId,
    ProjectId,
    RenditionId,
    UserId,
    new_uuid,
)
from sealmark.redaction.clearing import (
    clear_renditions,
    clearance_of,
    mapped_labels,
    record_batch,
    rendition_body,
    with_doubts,
)
from sealmark.redaction.conversations import turns_of, turns_shown
from sealmark.redaction.events import ClearedRendition, Moves, RenditionsCleared
from sealmark.redaction.holding import Holding, list_held, unlist
from sealmark.redaction.models import PolicyVersion
from sealmark.redaction.originals import Original
from sealmark.redaction.outcome import Outcome, State
from sealmark.redaction.past import NOTHING, Forced, Past, words_hidden
from sealmark.redaction.sealing import held_place, secret_map_place
from sealmark.vault import runtime
from sealmark.vault.services import declare_redacted, mark_raw
from sealmark_verify.statement import commit

_SETTLE = """
UPDATE assets_asset a SET state = v.state, reason = v.reason, tier = v.tier, language = v.language
FROM unnest(%s::uuid[], %s::text[], %s::text[], %s::text[], %s::text[])
    AS v (id, state, reason, tier, language)
WHERE a.project_id = %s AND a.id = v.id AND a.state <> 'erased'
"""
_LET_GO = """
DELETE FROM redaction_held_part h USING redaction_rendition r
WHERE h.project_id = %s AND r.project_id = h.project_id AND r.id = h.rendition_id
  AND r.asset_id = ANY(%s::uuid[])
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """On whose behalf, and by which policy version and detectors, renditions are made."""

    organization: OrganizationId
    by: UserId
    version: PolicyVersion
    detectors: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What redaction made of an original, before it is written."""

    original: Original
    outcome: Outcome
    shown: Mapping[str, str] = field(repr=False)
    rendition: RenditionId
    salt: bytes = field(repr=False)
    past: Past = NOTHING

    @property
    def state(self) -> State:
        """Whether it may be shown: what somebody must look at first is held, whatever the risk."""
        return State.QUARANTINED if self.past.held_as else self.outcome.state

    @property
    def reason(self) -> str:
        """Why it is held back, in words for the list; empty if it is not."""
        return " ".join(filter(None, (self.past.held_as, *self.outcome.reasons)))

    def body(self) -> bytes:
        """Return what people see of it: text, chips, turns, shown metadata, language."""
        return rendition_body(
            self.outcome.rendition_text,
            [(c.start, c.end, c.kind, c.text) for c in self.outcome.rendition_findings],
            self.shown,
            self.outcome.language,
            self.salt,
            turns=turns_shown(turns_of(self.original.body), self.outcome.alignment),
        )

    def held_body(self) -> bytes:
        """Return what is held back of it: the same, and where the redactor doubts."""
        rows = [doubt.row() for doubt in self.outcome.doubts]
        return with_doubts(self.body(), rows)

    def commitment(self) -> str:
        """Return the salted commitment to the text that people see."""
        return commit(self.salt, self.outcome.rendition_text.encode())


def write(project: ProjectId, prepared: Sequence[Prepared], *, by: Hand, now: datetime) -> None:
    """Write a batch: renditions, secret maps, what is held, what is cleared, tasks and events."""
    _write_renditions(project, prepared, by, now)
    _write_secret_maps(project, prepared, now)
    _settle(project, prepared)
    _let_go(project, [one for one in prepared if one.past.number])
    held = [one for one in prepared if one.state is State.QUARANTINED]
    _write_held(project, held, now)
    list_held(project, [_holding(one) for one in held], at=now)
    ready = [one for one in prepared if one.state is State.READY]
    unlist(project, [one.original.asset for one in ready if one.past.number])
    clear_renditions(
        project,
        [
            (one.original.asset, one.rendition, declare_redacted(one.original.clear, one.body()))
            for one in ready
        ],
        decision=None,
        now=now,
    )
    cleared = [_cleared(one, by) for one in ready]
    record_batch(
        "renditions.prepared",
        project,
        by.organization,
        by.by,
        cleared=[(str(one.asset), str(one.rendition), str(one.clearance)) for one in cleared],
        held=[str(one.original.asset) for one in held],
        policy=str(by.version.id),
    )
    bus.publish(
        RenditionsCleared(
            project=project, organization=by.organization, by=by.by, cleared=cleared, at=now
        )
    )


def _cleared(one: Prepared, by: Hand) -> ClearedRendition:
    before = one.past.labeled_on
    return ClearedRendition(
        asset=one.original.asset,
        rendition=one.rendition,
        clearance=clearance_of(one.rendition),
        policy=PolicyVersionId(by.version.id),
        detectors=by.detectors,
        commitment=one.commitment(),
        length=len(one.outcome.rendition_text),
        labels=mapped_labels(one.original.body["labels"], one.outcome.alignment),
        roles=tuple(turn.role for turn in turns_of(one.original.body)),
        moves=Moves(
            before=before.alignment,
            after=one.outcome.alignment,
            hidden=words_hidden(one.original.body["content"], one.past.forced),
        )
        if before
        else None,
    )


def _write_renditions(
    project: ProjectId, prepared: Sequence[Prepared], by: Hand, now: datetime
) -> None:
    bulk.insert(
        "redaction_rendition",
        {
            **bulk.ROW,
            "asset_id": "uuid",
            "policy_version_id": "uuid",
            "number": "int",
            "hidden": "int",
            "risk_bp": "int",
            "detectors": "text",
            "commitment": "text",
        },
        [
            (
                one.rendition,
                project,
                now,
                one.original.asset,
                by.version.id,
                one.past.number + 1,
                len(one.outcome.findings),
                one.outcome.risk_bp,
                by.detectors,
                one.commitment(),
            )
            for one in prepared
        ],
    )
    counts = []
    for one in prepared:
        kinds: dict[str, int] = {}
        for finding in one.outcome.findings:
            kinds[finding.kind] = kinds.get(finding.kind, 0) + 1
        counts += [(new_uuid(), project, now, one.rendition, kind, n) for kind, n in kinds.items()]
    bulk.insert(
        "redaction_kind_count",
        {
            **bulk.ROW,
            "rendition_id": "uuid",
            "kind": "text",
            "count": "int",
        },
        counts,
    )


def _write_secret_maps(project: ProjectId, prepared: Sequence[Prepared], now: datetime) -> None:
    rows = []
    for one in prepared:
        body = secret_map(one.outcome, one.past.forced)
        at = secret_map_place(project, one.rendition)
        sealed = runtime.raw().seal(project, one.original.key, mark_raw(body), at)
        rows.append((one.rendition, project, now, one.original.asset, sealed.blob))
    bulk.insert(
        "redaction_secret_map",
        {
            **bulk.ROW,
            "asset_id": "uuid",
            "body": "bytea",
        },
        rows,
    )


def secret_map(outcome: Outcome, forced: Sequence[Forced]) -> bytes:
    """Spell what leads from a rendition back to its original, and what people had hidden in it."""
    alignment = outcome.alignment
    body = {
        "rows": alignment.rows(),
        "lengths": [alignment.rendition_length, alignment.original_length],
        "findings": [
            [f.start, f.end, f.kind, round(f.score * 10_000), f.detector, f.version]
            for f in outcome.findings
        ],
        "forced": [[f.start, f.end, f.kind, f.source] for f in forced],
    }
    return json.dumps(body, separators=(",", ":")).encode()


def _write_held(project: ProjectId, held: Sequence[Prepared], now: datetime) -> None:
    rows = []
    for one in held:
        at = held_place(project, one.rendition)
        sealed = runtime.raw().seal(project, one.original.key, mark_raw(one.held_body()), at)
        rows.append((new_uuid(), project, now, one.rendition, 0, sealed.blob))
    bulk.insert(
        "redaction_held_part",
        {
            **bulk.ROW,
            "rendition_id": "uuid",
            "ordinal": "int",
            "body": "bytea",
        },
        rows,
    )


def _holding(one: Prepared) -> Holding:
    return Holding(
        asset=one.original.asset,
        rendition=one.rendition,
        reason=one.reason,
        tier=one.outcome.tier,
        language=one.outcome.language,
        risk_bp=one.outcome.risk_bp,
        doubts=Counter(doubt.kind for doubt in one.outcome.doubts),
    )


def _let_go(project: ProjectId, again: Sequence[Prepared]) -> None:
    """Drop what is held of earlier renditions: only the newest can be decided about."""
    if again:
        with connection.cursor() as cursor:
            cursor.execute(_LET_GO, [project, [one.original.asset for one in again]])


def _settle(project: ProjectId, prepared: Sequence[Prepared]) -> None:
    outcomes = [one.outcome for one in prepared]
    with connection.cursor() as cursor:
        cursor.execute(
            _SETTLE,
            [
                [one.original.asset for one in prepared],
                [str(one.state) for one in prepared],
                [one.reason for one in prepared],
                [outcome.tier for outcome in outcomes],
                [outcome.language for outcome in outcomes],
                project,
            ],
        )
