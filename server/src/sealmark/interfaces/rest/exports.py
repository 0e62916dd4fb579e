"""Routes of export: ask, approve, refuse, list, take away."""

# SPDX-License-Identifier: Apache-2.0
from uuid import UUID

from django.http import HttpResponse
from ninja import Router

from sealmark.access.domain import Action, ProjectRole
from sealmark.export import selectors, services
from sealmark.export.domain import Content
from sealmark.export.selectors import ReleaseView
from sealmark.export.services import Person
from sealmark.interfaces.rest.door import Request, action
from sealmark.interfaces.rest.export_schemas import (
    ChoiceIn,
    ClassChosenOut,
    DatasetChosenOut,
    DecisionIn,
    ExportIn,
    ExportOut,
    ExportProgressOut,
    PreviewOut,
    preview_out,
)
from sealmark.kernel.errors import NotFoundError
from sealmark.kernel.ids import ExportId, ProjectId

router = Router(tags=["export"])


@router.post("/projects/{project_id}/exports", response={201: ExportOut})
@action(Action.EXPORT_REQUEST, scope="project")
def ask(request: Request, project_id: UUID, body: ExportIn) -> ExportOut:
    """Ask for an export."""
    wanted = body.wanted((body.recipient_key or "").strip())
    export = services.request(
        _person(request), wanted, reason=body.reason, clock=request.visit.clock
    )
    return _one(request, ProjectId(project_id), export)


@router.post("/projects/{project_id}/exports/preview", response=PreviewOut)
@action(Action.EXPORT_PREVIEW, scope="project")
def preview(request: Request, project_id: UUID, body: ChoiceIn) -> PreviewOut:
    """Count what an export would hold, and show the first of it; the look is logged."""
    _ = project_id
    return preview_out(services.preview(_person(request), body.wanted(), clock=request.visit.clock))


@router.get("/projects/{project_id}/exports", response=list[ExportOut])
@action(Action.EXPORT_READ, scope="project")
def list_exports(request: Request, project_id: UUID) -> list[ExportOut]:
    """List the project's exports, newest first."""
    views = selectors.releases(ProjectId(project_id), at=request.visit.clock.now())
    return [_out(request, view) for view in views]


@router.post("/projects/{project_id}/exports/{export_id}/approve", response=ExportOut)
@action(Action.EXPORT_APPROVE, scope="project")
def approve(request: Request, project_id: UUID, export_id: UUID, body: DecisionIn) -> ExportOut:
    """Approve somebody else's request."""
    export = ExportId(export_id)
    services.approve(_person(request), export, reason=body.reason, clock=request.visit.clock)
    return _one(request, ProjectId(project_id), export)


@router.post("/projects/{project_id}/exports/{export_id}/refuse", response=ExportOut)
@action(Action.EXPORT_APPROVE, scope="project")
def refuse(request: Request, project_id: UUID, export_id: UUID, body: DecisionIn) -> ExportOut:
    """Refuse somebody else's request."""
    export = ExportId(export_id)
    services.refuse(_person(request), export, reason=body.reason, clock=request.visit.clock)
    return _one(request, ProjectId(project_id), export)


@router.post("/projects/{project_id}/exports/{export_id}/cancel", response=ExportOut)
@action(Action.EXPORT_REQUEST, scope="project")
def cancel(request: Request, project_id: UUID, export_id: UUID) -> ExportOut:
    """Stop an export that has not ended."""
    export = ExportId(export_id)
    services.cancel(_person(request), export, clock=request.visit.clock)
    return _one(request, ProjectId(project_id), export)


@router.get("/projects/{project_id}/exports/{export_id}/download")
@action(Action.EXPORT_DOWNLOAD, scope="project")
def download(request: Request, project_id: UUID, export_id: UUID) -> HttpResponse:
    """Answer with the bundle's bytes that a `Range` header asks for, at most 1 MiB of them.

    With `If-Range`, the tag of an earlier answer, only if it is still the same bundle.
    """
    _ = project_id
    wanted = request.headers.get("Range")
    piece = services.download(
        _person(request),
        ExportId(export_id),
        wanted,
        clock=request.visit.clock,
        tag=request.headers.get("If-Range"),
    )
    answer = HttpResponse(
        piece.content, content_type="application/zip", status=200 if wanted is None else 206
    )
    answer["Accept-Ranges"] = "bytes"
    answer["Cache-Control"] = "no-store"
    answer["ETag"] = piece.tag
    answer["Content-Disposition"] = f'attachment; filename="{piece.name}"'
    if wanted is not None:
        last = piece.start + len(piece.content) - 1
        answer["Content-Range"] = f"bytes {piece.start}-{last}/{piece.size}"
    return answer


def _person(request: Request) -> Person:
    visit = request.visit
    who = visit.principal
    if not (who.user and who.session and who.project and who.organization):
        raise NotFoundError
    return Person(
        who=who,
        user=who.user,
        session=who.session,
        project=who.project,
        organization=who.organization,
        policy_set=visit.decision.policy_set_hash,
    )


def _one(request: Request, project: ProjectId, export: ExportId) -> ExportOut:
    view = selectors.release_view(project, export, at=request.visit.clock.now())
    if view is None:
        raise NotFoundError
    return _out(request, view)


def _out(request: Request, view: ReleaseView) -> ExportOut:
    visit = request.visit
    mine = view.requester == visit.user
    steward = ProjectRole.DATA_STEWARD in visit.principal.roles
    admin = ProjectRole.PROJECT_ADMIN in visit.principal.roles
    selection, progress = view.wanted.selection, view.progress
    return ExportOut(
        id=view.id,
        format=view.format,
        content=Content(view.content),
        include_unreviewed=view.include_unreviewed,
        include_free_text=view.wanted.include_free_text,
        datasets=[DatasetChosenOut(id=one, name=name) for one, name in view.datasets.items()],
        guidelines=list(selection.guidelines),
        classes=[ClassChosenOut(id=one, name=name) for one, name in view.classes.items()],
        labeled_from=selection.labeled_from,
        labeled_until=selection.labeled_until,
        state=view.state,
        requested_at=view.requested_at,
        ready_at=view.ready_at,
        expires_at=view.expires_at,
        mine=mine,
        counts=dict(view.counts) or None,
        size=view.size or None,
        sha256=view.sha256 or None,
        failure=view.failure or None,
        failure_code=view.failure_code or None,
        approvals_needed=view.approvals_needed,
        approvers=view.approvers,
        can_approve=bool(view.approvals_needed) and steward and not mine,
        can_cancel=admin and not view.has_ended,
        progress=None
        if progress is None
        else ExportProgressOut(
            done=progress.done, total=progress.total, started_at=progress.started_at
        ),
        job_id=view.job,
    )
