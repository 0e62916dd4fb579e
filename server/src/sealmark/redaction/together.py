"""Many held texts at once, with one reason: released, their doubts hidden, or set aside.

- Each text gets its own decision and its own event, as if it were the only one.
- A text that somebody must look at is never released with others: what was reported, recalled or
  dismissed, what a second look found something in, what is in a language that was not understood.
- What is held for its risk may be released without anybody having opened it: whoever is about to do
  so is told how many such texts there are.
- What was stopped can go on behind what was done, with the reason that was given.
- Setting aside only takes a text out of the queue; it stays held, and can be put back.
"""

# SPDX-License-Identifier: Apache-2.0
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from sealmark.audit import services as audit
from sealmark.audit.domain import AuditEvent
from sealmark.audit.pseudonyms import pseudonym
from sealmark.infra import jobs
from sealmark.infra.models import Job
from sealmark.kernel.clock import Clock
from sealmark.kernel.errors import InvalidInputError, NotFoundError
from sealmark.kernel.ids import AssetId, JobId, new_uuid
from sealmark.redaction.acting import Steward, record, refuse_unreasoned
from sealmark.redaction.held_models import Hold
from sealmark.redaction.models import Batch, Decision
from sealmark.redaction.quarantine import Held, HeldWanted, held, quarantined
from sealmark.redaction.sealing import decision_place
from sealmark.vault import runtime
from sealmark.vault.services import mark_written

DECIDE_MANY: Final = "redaction.decide-many"
MOST_TOGETHER: Final = 1_000
MAY_GO_UNSEEN: Final = frozenset({"risk", "hidden-more"})
"""Why a text may be held and still be released without anybody having opened it."""
Act = Literal["release", "hide-doubts", "aside", "back"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Which texts: those named, or the first ones that fit."""

    assets: tuple[AssetId, ...] = ()
    matching: HeldWanted | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What came of it: how many were taken, what was left out and why, whether more would fit."""

    taken: int
    left: Mapping[str, int]
    more: bool
    job: JobId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """What releasing many would do: `unseen` of those taken nobody has opened as they stand."""

    taken: int
    unseen: int
    left: Mapping[str, int]
    more: bool


def foresee_release(steward: Steward, chosen: Chosen) -> Foreseen:
    """Count what would be released, and how much of it nobody has opened; changes nothing."""
    found, more = _found(steward, chosen)
    fit, left = _fit("release", found)
    unseen = sum(not one.is_seen for one in fit)
    return Foreseen(taken=len(fit), unseen=unseen, left=left, more=more)


def decide_many(steward: Steward, act: Act, chosen: Chosen, *, reason: str, clock: Clock) -> Taken:
    """Decide about many held texts with one reason; the redactor carries out what needs it."""
    refuse_unreasoned(reason)
    found, more = _found(steward, chosen)
    fit, left = _fit(act, found)
    if not fit:
        return Taken(taken=0, left=left, more=more)
    kind = Decision.Kind(act)
    batch = Batch(
        id=new_uuid(),
        project_id=steward.project,
        created_at=clock.now(),
        kind=kind,
        by=steward.user,
        texts=len(fit),
    )
    batch.save(force_insert=True)
    decisions = _decide(steward, batch, fit, reason=reason, clock=clock)
    _tell(steward, batch, decisions)
    job = None
    if kind in {Decision.Kind.ASIDE, Decision.Kind.BACK}:
        rows = Hold.objects.filter(
            project_id=steward.project, asset_id__in=[one.asset for one in fit]
        )
        rows.update(aside_at=clock.now() if kind == Decision.Kind.ASIDE else None)
    else:
        job = jobs.enqueue(
            DECIDE_MANY,
            project=steward.project,
            subject=batch.id,
            by=steward.user,
            clock=clock,
            total=len(fit),
        )
    return Taken(taken=len(fit), left=left, more=more, job=job)


def stop_deciding(steward: Steward, job: JobId, *, clock: Clock) -> None:
    """Stop a decision about many after the texts that it is at; what was done stays."""
    _refuse_foreign(steward, job)
    jobs.cancel(job, clock=clock)
    _record_of(steward, "quarantine.stopped", job)


def resume_deciding(steward: Steward, job: JobId) -> None:
    """Go on with a decision about many that was stopped; what was done is not done again."""
    _refuse_foreign(steward, job)
    jobs.resume(job, project=steward.project)
    _record_of(steward, "quarantine.resumed", job)


def _refuse_foreign(steward: Steward, job: JobId) -> None:
    rows = Job.objects.filter(project_id=steward.project, id=job, kind=DECIDE_MANY)
    if not rows.exists():
        raise NotFoundError


def _record_of(steward: Steward, kind: str, job: JobId) -> None:
    record(kind, steward.project, steward.organization, steward.user, {"job": str(job)})


def _found(steward: Steward, chosen: Chosen) -> tuple[Sequence[Held], bool]:
    if (chosen.matching is None) is not bool(chosen.assets):
        raise InvalidInputError("Name texts, or say which ones match.", field="assets")
    if len(chosen.assets) > MOST_TOGETHER:
        raise InvalidInputError(
            f"At most {MOST_TOGETHER:,} texts are decided about together.", field="assets"
        )
    if chosen.matching is None:
        return held(steward.project, chosen.assets), False
    page = quarantined(steward.project, chosen.matching, most=MOST_TOGETHER)
    return page.rows, page.cursor is not None


def _fit(act: Act, found: Sequence[Held]) -> tuple[list[Held], Mapping[str, int]]:
    """Leave out what cannot be decided so, counted by why."""
    fit: list[Held] = []
    left: Counter[str] = Counter()
    for one in found:
        why = _why_not(act, one)
        if why:
            left[why] += 1
        else:
            fit.append(one)
    return fit, left


def _why_not(act: Act, one: Held) -> str:
    match act:
        case "release":
            must = [word for word in one.reason.split() if word not in MAY_GO_UNSEEN]
            return must[0] if must else ""
        case "hide-doubts":
            return "" if one.doubts else "no-doubts"
        case "aside":
            return "aside-already" if one.aside else ""
        case "back":
            return "" if one.aside else "not-aside"


def _decide(
    steward: Steward, batch: Batch, fit: Sequence[Held], *, reason: str, clock: Clock
) -> list[Decision]:
    vault, written = runtime.work(), mark_written(json.dumps({"reason": reason}).encode())
    rows = []
    for one in fit:
        row = Decision(
            id=new_uuid(),
            project_id=steward.project,
            created_at=clock.now(),
            asset_id=one.asset,
            rendition_id=one.rendition,
            kind=batch.kind,
            by=steward.user,
            batch_id=batch.id,
        )
        at = decision_place(steward.project, row.id)
        row.body = vault.seal_for_project(steward.project, written, at).blob
        rows.append(row)
    Decision.objects.bulk_create(rows)
    return rows


def _tell(steward: Steward, batch: Batch, decisions: Sequence[Decision]) -> None:
    actor = pseudonym(steward.project, steward.user)
    audit.record_many(
        [
            AuditEvent(
                kind=f"quarantine.{batch.kind}",
                organization=steward.organization,
                project=steward.project,
                actor=actor,
                facts={
                    "asset": str(one.asset_id),
                    "rendition": str(one.rendition_id),
                    "decision": str(one.id),
                    "batch": str(batch.id),
                },
            )
            for one in decisions
        ],
        at=batch.created_at,
    )
