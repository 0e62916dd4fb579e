"""Publishing a policy: proposed with a reason, judged by the redactor, in force.

- A version that hides less than the one in force waits for a second person; the redactor, not
  whoever asks, decides which versions are weaker.
- A yes takes effect once the log holds it: the worker waits for that, then asks the redactor.
"""

# SPDX-License-Identifier: Apache-2.0
from typing import Final

from sealmark.access import services as access
from sealmark.access.domain import Action, Context, Principal, Resource, ResourceKind
from sealmark.audit.domain import Fact
from sealmark.infra import jobs
from sealmark.infra.models import Job
from sealmark.kernel.clock import Clock
from sealmark.kernel.errors import NotFoundError
from sealmark.kernel.ids import JobId, ProjectId, new_uuid
from sealmark.redaction import selectors
from sealmark.redaction.acting import Steward, record, refuse_unreasoned
from sealmark.redaction.errors import (
    AlreadyRenewingError,
    NoPolicyError,
    NotWaitingForYesError,
)
from sealmark.redaction.models import PolicyApproval, PolicyVersion
from sealmark.redaction.sealing import approval_place
from sealmark.redaction.versions import PolicyState, state_of
from sealmark.vault import runtime
from sealmark.vault.services import mark_written

AWAIT_YES: Final = "redaction.await-approval"
RENEW: Final = "redaction.renew"


def approve_policy(
    who: Principal, steward: Steward, number: int, *, reason: str, clock: Clock
) -> None:
    """Say yes to a weaker version, as a second person; it comes into force once that is logged."""
    row = _decided(who, steward, number, reason=reason, clock=clock, approved=True)
    jobs.enqueue(AWAIT_YES, project=steward.project, subject=row.id, by=steward.user, clock=clock)


def refuse_policy(
    who: Principal, steward: Steward, number: int, *, reason: str, clock: Clock
) -> None:
    """Say no to a weaker version, as a second person; it never comes into force."""
    _decided(who, steward, number, reason=reason, clock=clock, approved=False)


def start_renewing(steward: Steward, *, clock: Clock) -> JobId:
    """Have everything made anew that was redacted under another version than the one in force."""
    project = steward.project
    version = selectors.policy_in_force(project)
    if version is None:
        raise NoPolicyError
    if _renewing(project) is not None:
        raise AlreadyRenewingError
    job = jobs.enqueue(RENEW, project=project, subject=version.id, by=steward.user, clock=clock)
    facts: dict[str, Fact] = {"policy": str(version.id), "number": version.number, "job": str(job)}
    record("policy.renewing", project, steward.organization, steward.user, facts)
    return job


def cancel_renewing(steward: Steward, *, clock: Clock) -> None:
    """Stop renewing after the batch that it is at; what was renewed stays."""
    running = _renewing(steward.project)
    if running is None:
        raise NotFoundError
    jobs.cancel(JobId(running.id), clock=clock)
    facts = {"job": str(running.id)}
    kind = "policy.renewing-cancelled"
    record(kind, steward.project, steward.organization, steward.user, facts)


def _renewing(project: ProjectId) -> Job | None:
    states = [Job.State.QUEUED, Job.State.RUNNING]
    return Job.objects.filter(project_id=project, kind=RENEW, state__in=states).first()


def _decided(
    who: Principal, steward: Steward, number: int, *, reason: str, clock: Clock, approved: bool
) -> PolicyVersion:
    project = steward.project
    version = selectors.policy_numbered(project, number)
    if version is None:
        raise NotFoundError
    own = Context(own=version.created_by == steward.user)
    decision = access.require(
        who, Action.POLICY_APPROVE, Resource(kind=ResourceKind.PROJECT, id=project), own
    )
    refuse_unreasoned(reason)
    if state_of(project, version) is not PolicyState.WAITING:
        raise NotWaitingForYesError
    event = record(
        "policy.approved" if approved else "policy.refused",
        project,
        steward.organization,
        steward.user,
        {
            "policy": str(version.id),
            "number": version.number,
            "digest": version.digest,
            "policies": decision.policy_set_hash,
        },
    )
    row = PolicyApproval(
        id=new_uuid(),
        project_id=project,
        created_at=clock.now(),
        policy_version_id=version.id,
        version_digest=version.digest,
        proposer=version.created_by,
        approver=steward.user,
        approved=approved,
        event_id=event,
    )
    at = approval_place(project, row.id)
    sealed = runtime.work().seal_for_project(project, mark_written(reason.encode()), at)
    row.reason = sealed.blob
    row.save(force_insert=True)
    return version
