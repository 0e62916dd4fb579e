"""Trying a draft in the redactor: the project's texts under it, sealed for the steward who asked.

- A text that is held back is counted and not shown: it is looked at in quarantine, one by one.
- A pasted text is taken out of the table before anything else is done with it.
- Texts in small groups: between them it can be cancelled.
"""

# SPDX-License-Identifier: Apache-2.0
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.conf import settings

from sealmark.assets import selectors as assets
from sealmark.infra import scope
from sealmark.infra.jobs import Running
from sealmark.kernel.ids import AssetId
from sealmark.redaction import selectors
from sealmark.redaction.acting import record
from sealmark.redaction.comparing import Compared, Totals
from sealmark.redaction.domain import Finding
from sealmark.redaction.errors import BelowFloorError, TrialGoneError
from sealmark.redaction.floor import read_floor
from sealmark.redaction.models import Trial
from sealmark.redaction.originals import Original
from sealmark.redaction.past import open_secret
from sealmark.redaction.policy import Policy
from sealmark.redaction.policy_files import read_policy
from sealmark.redaction.sampling import sample
from sealmark.redaction.sealing import trial_body_place, trial_place
from sealmark.redaction.side_by_side import SideBySide, key_of
from sealmark.tenancy import selectors as tenancy
from sealmark.vault import runtime
from sealmark.vault.domain import Sealed, SealedPart, Work
from sealmark.vault.services import mark_written, reveal_raw

GROUP: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What is to be tried, opened in the redactor's memory."""

    before: Policy
    after: Policy
    key: bytes = field(repr=False)
    originals: tuple[Original, ...] = ()
    today: dict[AssetId, Sequence[Finding]] = field(default_factory=dict)
    held: frozenset[AssetId] = frozenset()
    pasted: str | None = field(default=None, repr=False)


@dataclass(slots=True, kw_only=True)
class _Found:
    """What came of it so far."""

    totals: Totals = field(default_factory=Totals)
    texts: list[dict[str, Any]] = field(default_factory=list)

    def add(self, asset: AssetId | None, one: Compared, *, is_shown: bool) -> None:
        self.totals.add(one)
        self.texts.append(
            {
                "asset": str(asset) if asset else None,
                "tokens": one.tokens,
                "before": one.before.row(),
                "after": one.after.row(),
                "pieces": [piece.row() for piece in one.pieces] if is_shown else None,
            }
        )


def try_out(job: Running) -> None:
    """Answer one trial."""
    asked = _asked(job)
    both, found = SideBySide(asked.key, asked.before, asked.after), _Found()
    if asked.pasted is not None:
        found.add(None, both.pasted(asked.pasted), is_shown=True)
    for group in _groups(asked.originals):
        for original, one in zip(group, both.compared(group, asked.today), strict=True):
            found.add(original.asset, one, is_shown=original.asset not in asked.held)
        with scope.project(job.project):
            job.advance(done=len(group))
    _answer(job, asked, found)


def _groups(originals: Sequence[Original]) -> Iterator[Sequence[Original]]:
    for at in range(0, len(originals), GROUP):
        yield originals[at : at + GROUP]


def _asked(job: Running) -> _Asked:
    with scope.project(job.project):
        row = Trial.objects.filter(project_id=job.project, id=job.subject).first()
        if row is None:
            raise TrialGoneError
        sealed = Sealed(zone=Work, blob=bytes(row.request))
        at = trial_place(job.project, row.id)
        wanted = json.loads(runtime.work().open_for_project(job.project, sealed, at).reveal())
        version = selectors.policy_numbered(job.project, wanted["against"])
        if version is None:
            raise TrialGoneError
        before, after = selectors.policy_of(version), read_policy(wanted["yaml"])
        key = key_of(job.project)
        if wanted["pasted"]:
            return _Asked(before=before, after=after, key=key, pasted=_taken(job, row))
        originals = sample(job.project, most=wanted["texts"], seed=wanted["seed"])
        job.advance(total=len(originals))
        return _Asked(
            before=before,
            after=after,
            key=key,
            originals=tuple(originals),
            today={one.asset: _today(job, one) for one in originals},
            held=assets.quarantined_among(job.project, [one.asset for one in originals]),
        )


def _taken(job: Running, row: Trial) -> str:
    """Take the pasted text out of the table; once read it is nowhere but here."""
    if row.text_key is None or row.text_blob is None:
        raise TrialGoneError
    part = SealedPart(key=bytes(row.text_key), blob=bytes(row.text_blob))
    clear = runtime.raw().open_part(job.project, row.id, 0, part)
    Trial.objects.filter(project_id=job.project, id=row.id).update(text_key=None, text_blob=None)
    return reveal_raw(clear).decode("utf-8", "surrogatepass")


def _today(job: Running, one: Original) -> list[Finding]:
    """Return every place that people do not see of an original now."""
    newest = selectors.newest_rendition(job.project, one.asset)
    if newest is None:
        return [_whole(one)]
    secret = open_secret(job.project, newest.id, one.key)
    return [_place(r.original_start, r.original_end) for r in secret.alignment.replaced]


def _whole(one: Original) -> Finding:
    return _place(0, len(one.body["content"]))


def _place(start: int, end: int) -> Finding:
    return Finding(start=start, end=end, kind="", score=1.0, detector="", version="")


def _answer(job: Running, asked: _Asked, found: _Found) -> None:
    body = {
        "texts": found.texts,
        "totals": found.totals.row(),
        "floor": _floor_says(asked.after),
    }
    with scope.project(job.project):
        trials = Trial.objects.filter(project_id=job.project)
        content = mark_written(json.dumps(body, ensure_ascii=False).encode("utf-8"))
        at = trial_body_place(job.project, job.subject)
        sealed = runtime.work().seal_for_project(job.project, content, at)
        trials.filter(id=job.subject).update(body=sealed.blob)
        trials.filter(expires_at__lt=job.clock.now()).delete()
        record(
            "policy.shown",
            job.project,
            tenancy.organization_of(job.project),
            job.started_by,
            {
                "trial": str(job.subject),
                "assets": [str(one.asset) for one in asked.originals],
                "more": found.totals.more.total(),
                "less": found.totals.less.total(),
            },
        )
        if asked.pasted is not None:
            job.advance(done=1)


def _floor_says(policy: Policy) -> dict[str, str] | None:
    """Return what this deployment's floor would refuse, if anything."""
    try:
        read_floor(settings.SEALMARK_HOME.keys_of("redactor")).refuse(policy)
    except BelowFloorError as refusal:
        return {"detail": refusal.detail, "field": refusal.field or ""}
    return None
