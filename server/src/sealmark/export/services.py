"""What people do with exports: ask, approve or refuse, take away.

- Asking and approving are halves of two-step acts: the row and its event are committed here; what
  they allow happens in jobs, once the log holds them.
- Nobody approves their own request: the policies say so, and the database does.
- Taking a bundle away is an act of its own, logged once an hour for each session that does it.
- Bytes are answered in bounded ranges, opened inside the scope.
"""

# SPDX-License-Identifier: Apache-2.0
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from sealmark.access import services as access
from sealmark.access.domain import Action, Context, Resource, ResourceKind
from sealmark.export import selectors
from sealmark.export.choosing import refuse_foreign
from sealmark.export.domain import Content, Person, Wanted, read_range, refuse_wanted
from sealmark.export.errors import (
    ExpiredError,
    ExportRefusedError,
    HasEndedError,
    NotReadyError,
    NotWaitingError,
    OtherBundleError,
)
from sealmark.export.events import tell
from sealmark.export.gathering import GATHER
from sealmark.export.models import ENDED, Approval, Download, Release, Request
from sealmark.export.places import approval_place, bundle_place, reason_place
from sealmark.export.previewing import preview
from sealmark.export.registry import format_names
from sealmark.export.uploading import open_store
from sealmark.infra import jobs
from sealmark.kernel.clock import Clock
from sealmark.kernel.errors import NotFoundError
from sealmark.kernel.ids import (
    ExportId,
    JobId,
    ProjectId,
    UserId,
    new_handle,
    new_uuid,
)
from sealmark.notices import services as notices
from sealmark.notices.domain import NoticeKind, Place
from sealmark.storage.domain import BlobReader, parse_key

# allow-privacy: a recipient's line is checked where people type it
from sealmark.vault import recipients, runtime
from sealmark.vault.domain import Work
from sealmark.vault.errors import RecipientKeyError
from sealmark.vault.services import mark_written

__all__ = [
    "Person",
    "Piece",
    "approve",
    "cancel",
    "download",
    "preview",
    "refuse",
    "request",
]
ONE_DOWNLOAD = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some bytes of a bundle, which they are, how large the whole is, and what tells it apart."""

    content: bytes = field(repr=False)
    start: int
    size: int
    name: str
    tag: str


def request(person: Person, wanted: Wanted, *, reason: str, clock: Clock) -> ExportId:
    """Ask for an export; aligned content waits for somebody else's approval first."""
    refuse_wanted(wanted, formats=format_names(), reason=reason)
    refuse_foreign(person.project, wanted.selection)
    if wanted.recipient_key:
        _refuse_recipient(wanted.recipient_key)
    export, now = ExportId(new_handle()), clock.now()
    digest = wanted.digest(project=person.project, export=export, requester=person.user)
    event = tell(
        "requested",
        person.project,
        person.organization,
        person.user,
        now,
        export=export,
        request=digest,
        format=wanted.format,
        content=str(wanted.content),
        unreviewed=wanted.include_unreviewed,
        **wanted.selection.told(),
        policies=person.policy_set,
    )
    at = reason_place(person.project, export)
    sealed = runtime.work().seal_for_project(person.project, mark_written(reason.encode()), at)
    Request(
        id=export,
        project_id=person.project,
        created_at=now,
        format=wanted.format,
        content=wanted.content,
        include_unreviewed=wanted.include_unreviewed,
        include_free_text=wanted.include_free_text,
        recipient_key=wanted.recipient_key,
        datasets=list(wanted.selection.datasets),
        guidelines=list(wanted.selection.guidelines),
        classes=list(wanted.selection.classes),
        labeled_from=wanted.selection.labeled_from,
        labeled_until=wanted.selection.labeled_until,
        requester=person.user,
        digest=digest,
        reason=sealed.blob,
        event_id=event,
    ).save(force_insert=True)
    aligned = wanted.content is Content.ALIGNED
    state = Release.State.WAITING_FOR_APPROVAL if aligned else Release.State.WAITING_FOR_LOG
    Release(id=export, project_id=person.project, created_at=now, state=state).save(
        force_insert=True
    )
    if aligned:
        _want_approval(person, export, clock)
    else:
        _begin(person.project, export, person.user, clock)
    return export


def approve(person: Person, export: ExportId, *, reason: str, clock: Clock) -> None:
    """Say yes to exactly this request, as a second person."""
    asked = _decide(person, export, reason, clock, approved=True)
    rows = Release.objects.filter(project_id=person.project, id=export)
    rows.update(state=Release.State.WAITING_FOR_LOG)
    _begin(person.project, export, UserId(asked.requester), clock)


def refuse(person: Person, export: ExportId, *, reason: str, clock: Clock) -> None:
    """Say no to this request, as a second person."""
    asked = _decide(person, export, reason, clock, approved=False)
    rows = Release.objects.filter(project_id=person.project, id=export)
    rows.update(state=Release.State.REFUSED)
    notices.tell(
        NoticeKind.EXPORT_REFUSED,
        _place(person, export),
        [UserId(asked.requester)],
        by=person.user,
        at=clock.now(),
    )


def cancel(person: Person, export: ExportId, *, clock: Clock) -> None:
    """Stop an export that has not ended: nothing leaves, and the request stays in the list."""
    locked = Release.objects.select_for_update().filter(project_id=person.project, id=export)
    release = locked.first()
    if release is None:
        raise NotFoundError
    if release.state in ENDED:
        raise HasEndedError
    if release.job_id is not None and not jobs.find(JobId(release.job_id)).finished_at:
        jobs.cancel(JobId(release.job_id), clock=clock)
    locked.update(state=Release.State.CANCELLED)
    tell(
        "cancelled",
        person.project,
        person.organization,
        person.user,
        clock.now(),
        export=export,
        policies=person.policy_set,
    )


def download(
    person: Person,
    export: ExportId,
    wanted: str | None,
    *,
    clock: Clock,
    tag: str | None = None,
) -> Piece:
    """Return the bytes of a bundle that a `Range` header asks for, or a small one whole.

    One that goes on says by `tag` of which bundle.
    """
    release = Release.objects.filter(project_id=person.project, id=export).first()
    if release is None:
        raise NotFoundError
    if selectors.state_of(release, at=clock.now()) is Release.State.EXPIRED:
        raise ExpiredError
    if release.state != Release.State.READY:
        raise NotReadyError
    own = f'"{release.sha256}"'
    if tag not in {None, own}:
        raise OtherBundleError
    chosen = read_range(wanted, size=release.size)
    _log_download(person, export, clock)
    content = runtime.work().open_range(
        person.project,
        selectors.export_key(release),
        (Work, BlobReader(open_store(), parse_key(release.blob_key))),
        chosen,
        bundle_place(person.project, export),
    )
    name = f"sealmark-{export}.zip"
    return Piece(
        content=content.reveal(), start=chosen.start, size=release.size, name=name, tag=own
    )


def _decide(
    person: Person, export: ExportId, reason: str, clock: Clock, *, approved: bool
) -> Request:
    locked = Release.objects.select_for_update().filter(project_id=person.project, id=export)
    release = locked.first()
    asked = Request.objects.filter(project_id=person.project, id=export).first()
    if release is None or asked is None:
        raise NotFoundError
    resource = Resource(kind=ResourceKind.PROJECT, id=person.project)
    own = Context(own=asked.requester == person.user)
    decision = access.require(person.who, Action.EXPORT_APPROVE, resource, own)
    if release.state != Release.State.WAITING_FOR_APPROVAL:
        raise NotWaitingError
    if not reason.strip():
        raise ExportRefusedError("Say why.", field="reason")
    now = clock.now()
    event = tell(
        "approved" if approved else "refused",
        person.project,
        person.organization,
        person.user,
        now,
        export=export,
        request=asked.digest,
        policies=decision.policy_set_hash,
    )
    row = Approval(
        id=new_uuid(),
        project_id=person.project,
        created_at=now,
        request_id=export,
        request_digest=asked.digest,
        requester=asked.requester,
        approver=person.user,
        approved=approved,
        event_id=event,
    )
    at = approval_place(person.project, row.id)
    sealed = runtime.work().seal_for_project(person.project, mark_written(reason.encode()), at)
    row.reason = sealed.blob
    row.save(force_insert=True)
    return asked


def _want_approval(person: Person, export: ExportId, clock: Clock) -> None:
    stewards = selectors.stewards_of(person.project, at=clock.now())
    place = _place(person, export)
    notices.tell(NoticeKind.APPROVAL_WANTED, place, stewards, by=person.user, at=clock.now())


def _place(person: Person, export: ExportId) -> Place:
    return Place(organization=person.organization, project=person.project, subject=export)


def _begin(project: ProjectId, export: ExportId, requester: UserId, clock: Clock) -> None:
    job = jobs.enqueue(GATHER, project=project, subject=export, by=requester, clock=clock)
    Release.objects.filter(project_id=project, id=export).update(job_id=job)


def _log_download(person: Person, export: UUID, clock: Clock) -> None:
    now = clock.now()
    known = Download.objects.filter(
        project_id=person.project,
        request_id=export,
        session_id=person.session,
        user_id=person.user,
        created_at__gt=now - ONE_DOWNLOAD,
    )
    if known.exists():
        return
    event = tell(
        "downloaded",
        person.project,
        person.organization,
        person.user,
        now,
        export=export,
        policies=person.policy_set,
    )
    Download(
        id=new_uuid(),
        project_id=person.project,
        created_at=now,
        request_id=export,
        user_id=person.user,
        session_id=person.session,
        event_id=event,
    ).save(force_insert=True)


def _refuse_recipient(line: str) -> None:
    try:
        recipients.parse_recipient(line)
    except RecipientKeyError as cause:
        raise ExportRefusedError(cause.detail, field="recipient_key") from cause
