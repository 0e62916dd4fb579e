"""Routes of the policy studio: drafts, trials, versions, the second person, renewing."""

# SPDX-License-Identifier: Apache-2.0
from dataclasses import asdict
from typing import Any
from uuid import UUID

from ninja import Router, Status

from sealmark.access.domain import Action
from sealmark.interfaces.rest.door import Request, action
from sealmark.interfaces.rest.policies import steward_of
from sealmark.interfaces.rest.studio_schemas import (
    PolicyCheckedOut,
    PolicyCheckIn,
    PolicyDocumentOut,
    PolicyDraftIn,
    PolicyDraftOut,
    PolicyJudgedOut,
    PolicyStepOut,
    PolicyVersionOut,
    RenewingOut,
    SecondReasonIn,
    TrialIn,
    TrialOut,
    TryingOut,
    WeakeningOut,
)
from sealmark.kernel.errors import NotFoundError
from sealmark.kernel.ids import ProjectId
from sealmark.redaction import selectors, services
from sealmark.redaction.selectors import PolicyState, VersionView
from sealmark.redaction.services import Draft, TrialView, Wanted
from sealmark.workflow import selectors as work

router = Router(tags=["policy studio"])


@router.post("/projects/{project_id}/policy/check", response=PolicyCheckedOut)
@action(Action.POLICY_READ, scope="project")
def check(request: Request, project_id: UUID, body: PolicyCheckIn) -> PolicyCheckedOut:
    """Check a draft; a refusal names the field, what it must be and so the remedy."""
    _ = request
    checked = selectors.checked(body.yaml, body.document)
    return PolicyCheckedOut(
        yaml=checked.yaml,
        document=checked.document,
        digest=checked.policy.digest,
        weaker=[
            WeakeningOut(field=one.field, less=one.less, count=one.count)
            for one in selectors.weakenings_of(ProjectId(project_id), checked.policy)
        ],
    )


@router.get("/projects/{project_id}/policy/draft", response=PolicyDraftOut)
@action(Action.POLICY_EDIT, scope="project")
def get_draft(request: Request, project_id: UUID) -> PolicyDraftOut:
    """Show the project's draft."""
    draft = services.find_draft(ProjectId(project_id))
    if draft is None:
        raise NotFoundError
    return _draft(request, draft)


@router.put("/projects/{project_id}/policy/draft", response=PolicyDraftOut)
@action(Action.POLICY_EDIT, scope="project")
def save_draft(request: Request, project_id: UUID, body: PolicyDraftIn) -> PolicyDraftOut:
    """Keep the draft, unless somebody else saved a later one."""
    _ = project_id
    draft = services.save_draft(
        steward_of(request), body.yaml, read=body.seq, clock=request.visit.clock
    )
    return _draft(request, draft)


@router.delete("/projects/{project_id}/policy/draft", response={204: None})
@action(Action.POLICY_EDIT, scope="project")
def discard_draft(request: Request, project_id: UUID) -> Status[None]:
    """Throw the draft away."""
    _ = project_id
    services.discard_draft(steward_of(request))
    return Status(204, None)


@router.get("/projects/{project_id}/policy/versions", response=list[PolicyVersionOut])
@action(Action.POLICY_READ, scope="project")
def list_versions(request: Request, project_id: UUID) -> list[PolicyVersionOut]:
    """List the newest versions, where each stands and what it still covers."""
    project = ProjectId(project_id)
    steps, lost = work.tasks_by_policy(project), work.lost_places_by_policy(project)
    return [
        _version(request, view, steps.get(view.id, []), lost.get(view.id, work.LostPlaces()))
        for view in selectors.versions(project)
    ]


@router.get("/projects/{project_id}/policy/versions/{number}", response=PolicyDocumentOut)
@action(Action.POLICY_READ, scope="project")
def get_version(request: Request, project_id: UUID, number: int) -> PolicyDocumentOut:
    """Show one version's document and the reason for it."""
    _ = request
    row = selectors.policy_numbered(ProjectId(project_id), number)
    if row is None:
        raise NotFoundError
    return PolicyDocumentOut(
        number=row.number,
        yaml=selectors.policy_yaml(row),
        document=selectors.policy_of(row).document,
        reason=selectors.reason_of_policy(row),
    )


@router.post("/projects/{project_id}/policy/versions/{number}/approve", response={204: None})
@action(Action.POLICY_APPROVE, scope="project")
def approve(request: Request, project_id: UUID, number: int, body: SecondReasonIn) -> Status[None]:
    """Say yes to somebody else's weaker version."""
    _ = project_id
    visit = request.visit
    services.approve_policy(
        visit.principal, steward_of(request), number, reason=body.reason, clock=visit.clock
    )
    return Status(204, None)


@router.post("/projects/{project_id}/policy/versions/{number}/refuse", response={204: None})
@action(Action.POLICY_APPROVE, scope="project")
def refuse(request: Request, project_id: UUID, number: int, body: SecondReasonIn) -> Status[None]:
    """Say no to somebody else's weaker version."""
    _ = project_id
    visit = request.visit
    services.refuse_policy(
        visit.principal, steward_of(request), number, reason=body.reason, clock=visit.clock
    )
    return Status(204, None)


@router.post("/projects/{project_id}/policy/trials", response={202: TryingOut})
@action(Action.POLICY_EDIT, scope="project")
def try_policy(request: Request, project_id: UUID, body: TrialIn) -> Status[TryingOut]:
    """Try a draft beside a version; the redactor seals what comes of it for this session."""
    _ = project_id
    wanted = Wanted(
        yaml=body.yaml,
        against=body.against,
        texts=body.texts,
        seed=body.seed,
        pasted=body.pasted,
    )
    view = services.try_policy(steward_of(request), wanted, clock=request.visit.clock)
    return Status(202, _trying(view))


@router.get(
    "/projects/{project_id}/policy/trials/{trial_id}", response={200: TrialOut, 202: TryingOut}
)
@action(Action.POLICY_EDIT, scope="project")
def see_trial(request: Request, project_id: UUID, trial_id: UUID) -> Any:  # noqa: ANN401 - 200 or 202
    """See what came of a trial, or how far it got."""
    _ = project_id
    view = services.find_trial(steward_of(request), trial_id, clock=request.visit.clock)
    return Status(202, _trying(view)) if view.body is None else Status(200, view.body)


@router.post("/projects/{project_id}/policy/trials/{trial_id}/cancel", response={204: None})
@action(Action.POLICY_EDIT, scope="project")
def cancel_trial(request: Request, project_id: UUID, trial_id: UUID) -> Status[None]:
    """Stop a trial."""
    _ = project_id
    services.cancel_trial(steward_of(request), trial_id, clock=request.visit.clock)
    return Status(204, None)


@router.post("/projects/{project_id}/policy/renew", response={202: RenewingOut})
@action(Action.POLICY_PUBLISH, scope="project")
def renew(request: Request, project_id: UUID) -> Status[RenewingOut]:
    """Have texts that were redacted under another version made anew."""
    _ = project_id
    job = services.start_renewing(steward_of(request), clock=request.visit.clock)
    return Status(202, RenewingOut(job_id=job))


@router.post("/projects/{project_id}/policy/renew/cancel", response={204: None})
@action(Action.POLICY_PUBLISH, scope="project")
def cancel_renewing(request: Request, project_id: UUID) -> Status[None]:
    """Stop renewing after the batch that it is at; what was renewed stays."""
    _ = project_id
    services.cancel_renewing(steward_of(request), clock=request.visit.clock)
    return Status(204, None)


def _draft(request: Request, draft: Draft) -> PolicyDraftOut:
    return PolicyDraftOut(
        yaml=draft.yaml,
        seq=draft.seq,
        base=draft.base,
        mine=draft.saved_by == request.visit.user,
        saved_at=draft.saved_at,
    )


def _version(
    request: Request, view: VersionView, steps: list[work.TasksOfStep], lost: work.LostPlaces
) -> PolicyVersionOut:
    mine = view.created_by == request.visit.user
    return PolicyVersionOut(
        number=view.number,
        digest=view.digest,
        state=view.state,
        created_at=view.created_at,
        mine=mine,
        can_approve=view.state is PolicyState.WAITING and not mine,
        failure=view.failure,
        judged=PolicyJudgedOut(**asdict(view.judged)) if view.judged else None,
        ready=view.covers.ready,
        held=view.covers.held,
        datasets=view.covers.datasets,
        steps=[PolicyStepOut(name=one.name, open=one.open, done=one.done) for one in steps],
        lost_labels=lost.labels,
        lost_texts=lost.texts,
    )


def _trying(view: TrialView) -> TryingOut:
    return TryingOut(
        trial_id=view.id,
        state=view.state,  # type: ignore[arg-type] # the states of a job
        done=view.done,
        total=view.total,
        failure=view.failure,
    )
