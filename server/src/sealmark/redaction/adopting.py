"""A proposed policy version comes into force: the redactor judges it and takes it, or waits.

- It is held against the floor, then against the version in force: by the documents, and on a
  sample of the project's own texts. Whoever could write policy rows at will still meets both.
- A weaker version waits until a second person has said yes to exactly this document.
- Read in one transaction, redact with none open, write in another.
"""

# SPDX-License-Identifier: Apache-2.0
from dataclasses import dataclass, field
from typing import Final

from django.conf import settings

from sealmark.access.domain import Action
from sealmark.audit.services import Patience, await_logged
from sealmark.infra import jobs, scope
from sealmark.infra.jobs import Running
from sealmark.kernel.ids import EventId, new_uuid
from sealmark.redaction import cases, selectors
from sealmark.redaction.acting import record
from sealmark.redaction.clearing import record_batch
from sealmark.redaction.comparing import Totals
from sealmark.redaction.errors import OvertakenError
from sealmark.redaction.floor import read_floor
from sealmark.redaction.models import Adoption, Judgement, PolicyApproval, PolicyVersion
from sealmark.redaction.originals import Original
from sealmark.redaction.policy import Policy
from sealmark.redaction.sampling import sample
from sealmark.redaction.side_by_side import SideBySide, key_of
from sealmark.redaction.versions import ADOPT
from sealmark.redaction.weaker import weakenings
from sealmark.tenancy import selectors as tenancy
from sealmark.vault import runtime

JUDGED_ON: Final = 50
"""Texts of the sample; the judgement is of the documents first, and of what is at hand."""
_PATIENCE: Final = Patience()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """A version beside the one in force, and the texts to judge it on."""

    version: PolicyVersion
    base: PolicyVersion
    before: Policy
    after: Policy
    texts: tuple[Original, ...]
    key: bytes = field(repr=False)


def adopting(job: Running) -> Action:
    """Tell what a person must be allowed for a version to be adopted; the first comes with it."""
    with scope.project(job.project):
        version = PolicyVersion.objects.get(project_id=job.project, id=job.subject)
        said_yes = PolicyApproval.objects.filter(
            project_id=job.project, policy_version_id=job.subject, approver=job.started_by
        )
        if said_yes.exists():
            return Action.POLICY_APPROVE
    return Action.PROJECT_ADMINISTER if version.number == 1 else Action.POLICY_PUBLISH


def await_yes(job: Running, *, patience: Patience = _PATIENCE) -> None:
    """Wait until the log holds the yes to a version, then ask the redactor; in the worker."""
    with scope.project(job.project):
        given = PolicyApproval.objects.get(
            project_id=job.project, policy_version_id=job.subject, approved=True
        )
        organization = tenancy.organization_of(job.project)
    await_logged(
        job.project, organization, EventId(given.event_id), clock=job.clock, patience=patience
    )
    with scope.project(job.project):
        jobs.enqueue(
            ADOPT, project=job.project, subject=job.subject, by=job.started_by, clock=job.clock
        )


def adopt(job: Running) -> None:
    """Take a version into force, or leave it waiting: below the floor it is refused."""
    case = _case(job)
    if case is not None:
        _decide(job, case)
    with scope.project(job.project):
        version = PolicyVersion.objects.get(project_id=job.project, id=job.subject)
        adopted = Adoption.objects.filter(project_id=job.project, policy_version_id=version.id)
        is_in_force = adopted.exists()
    if is_in_force:
        cases.evaluate(job.project, version, clock=job.clock)


def _decide(job: Running, case: _Case) -> None:
    totals = Totals()
    if case.texts:
        both = SideBySide(case.key, case.before, case.after)
        for one in both.compared(case.texts):
            totals.add(one)
    with scope.project(job.project):
        judgement = _judge(job, case, totals)
        if not judgement.is_weaker:
            _take(job, case.version)


def _case(job: Running) -> _Case | None:
    """Adopt what needs no judgement; else return what is to be judged."""
    floor = read_floor(settings.SEALMARK_HOME.keys_of("redactor"))
    with scope.project(job.project):
        runtime.raw().create_project(job.project)
        version = PolicyVersion.objects.get(project_id=job.project, id=job.subject)
        floor.refuse(selectors.policy_of(version))
        base = selectors.policy_in_force(job.project)
        if base is not None and base.number > version.number:
            raise OvertakenError
        if base is None or base.id == version.id or _has_yes(version):
            _take(job, version)
            return None
        known = Judgement.objects.filter(
            project_id=job.project, policy_version_id=version.id, base_id=base.id
        )
        if known.exists():
            return None
        texts = sample(job.project, most=JUDGED_ON, seed=version.number)
        return _Case(
            version=version,
            base=base,
            before=selectors.policy_of(base),
            after=selectors.policy_of(version),
            texts=tuple(texts),
            key=key_of(job.project),
        )


def _has_yes(version: PolicyVersion) -> bool:
    return PolicyApproval.objects.filter(
        project_id=version.project_id,
        policy_version_id=version.id,
        version_digest=version.digest,
        approved=True,
    ).exists()


def _judge(job: Running, case: _Case, totals: Totals) -> Judgement:
    less = weakenings(case.before, case.after)
    row = Judgement(
        id=new_uuid(),
        project_id=job.project,
        created_at=job.clock.now(),
        policy_version_id=case.version.id,
        base_id=case.base.id,
        weakenings=len(less),
        texts=totals.texts,
        more=totals.more.total(),
        less=totals.less.total(),
    )
    row.save(force_insert=True)
    record(
        "policy.judged",
        job.project,
        tenancy.organization_of(job.project),
        job.started_by,
        {
            "policy": str(case.version.id),
            "base": str(case.base.id),
            "weakenings": row.weakenings,
            "texts": row.texts,
            "more": row.more,
            "less": row.less,
        },
    )
    return row


def _take(job: Running, version: PolicyVersion) -> None:
    Adoption.objects.get_or_create(
        project_id=job.project,
        policy_version_id=version.id,
        defaults={"id": new_uuid(), "created_at": job.clock.now()},
    )
    record_batch(
        "policy.adopted",
        job.project,
        tenancy.organization_of(job.project),
        job.started_by,
        cleared=[],
        held=[],
        policy=str(version.id),
    )
