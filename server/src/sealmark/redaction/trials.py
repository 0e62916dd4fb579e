"""Trying a draft out: a steward asks, the redactor answers sealed for them alone, for minutes.

- The draft is checked before the redactor hears of it; a pasted text goes sealed to the redactor
  and is gone as soon as it was read.
- What comes back shows no original place, only kinds and lengths; see `comparing`.
"""

# SPDX-License-Identifier: Apache-2.0
import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from sealmark.audit.domain import Fact
from sealmark.infra import jobs
from sealmark.infra.models import Job
from sealmark.kernel.clock import Clock
from sealmark.kernel.errors import NotFoundError
from sealmark.kernel.ids import JobId, ProjectId, new_handle
from sealmark.redaction import selectors
from sealmark.redaction.acting import Steward, record
from sealmark.redaction.errors import TrialInvalidError
from sealmark.redaction.models import Trial
from sealmark.redaction.policy_files import read_policy
from sealmark.redaction.sealing import trial_body_place, trial_place
from sealmark.vault import runtime
from sealmark.vault.domain import Sealed, Work
from sealmark.vault.services import mark_written

TRY: Final = "redaction.try-policy"
LOOK: Final = timedelta(minutes=10)
MOST_TEXTS: Final = 200
LONGEST_PASTE: Final = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be tried: a draft, beside a version, on a sample or on a pasted text."""

    yaml: str = field(repr=False)
    against: int
    texts: int = 10
    seed: int = 0
    pasted: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialView:
    """How far a trial got; `body` is there once the redactor has answered."""

    id: UUID
    job: JobId
    state: str
    done: int
    total: int
    failure: str
    body: dict[str, Any] | None = field(default=None, repr=False)


def try_policy(steward: Steward, wanted: Wanted, *, clock: Clock) -> TrialView:
    """Ask the redactor to try a draft; raise with the field at fault if it cannot be tried."""
    _refuse(steward.project, wanted)
    policy = read_policy(wanted.yaml)
    project, now = steward.project, clock.now()
    row = Trial(
        id=new_handle(),
        project_id=project,
        created_at=now,
        steward=steward.user,
        session_id=steward.session,
        expires_at=now + LOOK,
    )
    body = {"yaml": wanted.yaml, "against": wanted.against, "texts": wanted.texts}
    asked = json.dumps({**body, "seed": wanted.seed, "pasted": bool(wanted.pasted)}).encode()
    at = trial_place(project, row.id)
    row.request = runtime.work().seal_for_project(project, mark_written(asked), at).blob
    if wanted.pasted:
        content = wanted.pasted.encode("utf-8", "surrogatepass")
        # Bound to this trial as if it were the first part of an upload of that id.
        part = runtime.sealer().seal_part(project, row.id, 0, content)
        row.text_key, row.text_blob = part.key, part.blob
    row.save(force_insert=True)
    total = 1 if wanted.pasted else wanted.texts
    job = jobs.enqueue(
        TRY, project=project, subject=row.id, by=steward.user, clock=clock, total=total
    )
    facts: dict[str, Fact] = {"trial": str(row.id), "policy_digest": policy.digest, "texts": total}
    record("policy.tried", project, steward.organization, steward.user, facts)
    return TrialView(id=row.id, job=job, state="queued", done=0, total=total, failure="")


def find_trial(steward: Steward, trial: UUID, *, clock: Clock) -> TrialView:
    """Return how far this session's own trial got, and what came of it."""
    live = Trial.objects.filter(
        project_id=steward.project,
        id=trial,
        steward=steward.user,
        session_id=steward.session,
        expires_at__gt=clock.now(),
    )
    row = live.values("body", "expires_at").first()
    job = Job.objects.filter(project_id=steward.project, kind=TRY, subject_id=trial).first()
    if row is None or job is None:
        raise NotFoundError
    return TrialView(
        id=trial,
        job=JobId(job.id),
        state=str(job.state),
        done=job.done,
        total=job.total,
        failure=job.failure,
        body=_opened(steward.project, trial, row["body"]) if row["body"] else None,
    )


def cancel_trial(steward: Steward, trial: UUID, *, clock: Clock) -> None:
    """Stop a trial of this session's after the texts that it is at."""
    found = find_trial(steward, trial, clock=clock)
    jobs.cancel(found.job, clock=clock)
    facts = {"trial": str(trial)}
    kind = "policy.trial-cancelled"
    record(kind, steward.project, steward.organization, steward.user, facts)


def _refuse(project: ProjectId, wanted: Wanted) -> None:
    if not 1 <= wanted.texts <= MOST_TEXTS:
        message = f"Try it on 1 to {MOST_TEXTS} texts at once."
        raise TrialInvalidError(message, field="texts")
    if len(wanted.pasted) > LONGEST_PASTE:
        message = f"A pasted text may have up to {LONGEST_PASTE:,} characters. Paste a part of it."
        raise TrialInvalidError(message, field="pasted")
    if selectors.policy_numbered(project, wanted.against) is None:
        raise TrialInvalidError("There is no version of that number here.", field="against")


def _opened(project: ProjectId, trial: UUID, blob: bytes | memoryview) -> dict[str, Any]:
    sealed = Sealed(zone=Work, blob=bytes(blob))
    clear = runtime.work().open_for_project(project, sealed, trial_body_place(project, trial))
    body: dict[str, Any] = json.loads(clear.reveal())
    return body
