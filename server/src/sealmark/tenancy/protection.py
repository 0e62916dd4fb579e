"""Protected mode of a project: texts are drawn as pictures under the name of whoever looks.

- Everybody who sets a project up may switch it on; switching it off is weaker and takes two people.
- An exemption is one person's, has an end, and is never given to oneself.
- What strengthens holds at once: whoever has a text open has to take it again.
- Events name people by their pseudonyms: the log must not join an account with its labels.
"""

# SPDX-License-Identifier: Apache-2.0
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from sealmark.access.domain import Principal
from sealmark.audit.pseudonyms import pseudonym
from sealmark.infra.events import publish
from sealmark.kernel.clock import Clock
from sealmark.kernel.errors import InvalidInputError, NotFoundError
from sealmark.kernel.ids import OrganizationId, ProjectId, UserId, new_uuid
from sealmark.tenancy import selectors
from sealmark.tenancy.domain import (
    ProtectionOutcome,
    ProtectionWanted,
    Showing,
    refuse_exemption_span,
    refuse_own_exemption,
    refuse_own_request,
)
from sealmark.tenancy.errors import (
    AlreadyAskedError,
    AlreadyExemptError,
    NoSuchPersonError,
    NotProtectedError,
)
from sealmark.tenancy.events import ExemptionEnded, ProtectionStarted
from sealmark.tenancy.log import tell
from sealmark.tenancy.models import Exemption, Project, ProtectionChange
from sealmark.tenancy.sealing import exemption_place, request_place
from sealmark.vault import runtime
from sealmark.vault.domain import Place
from sealmark.vault.services import mark_written

LONGEST_REASON = 1_000


def protect(who: Principal, project: ProjectId, *, clock: Clock) -> None:
    """Switch protected mode on, from now on; where it is on already nothing happens."""
    Project.objects.select_for_update().get(id=project)
    if selectors.is_protected(project):
        return
    change = _change(who, project, ProtectionWanted.ON, at=clock.now())
    change.outcome = ProtectionOutcome.EFFECTIVE
    change.decided_at, change.decided_by = change.created_at, change.asked_by
    change.save(force_insert=True)
    _tell("protection.on", who, project, change=change.id)
    publish(ProtectionStarted(project=project))


def ask_to_unprotect(who: Principal, project: ProjectId, *, reason: str, clock: Clock) -> UUID:
    """Ask that protected mode be switched off; somebody else decides."""
    Project.objects.select_for_update().get(id=project)
    if not selectors.is_protected(project):
        raise NotProtectedError
    change = _change(who, project, ProtectionWanted.OFF, at=clock.now())
    change.reason = _sealed(project, reason, request_place(project, change.id))
    try:
        with transaction.atomic():
            change.save(force_insert=True)
    except IntegrityError as cause:
        raise AlreadyAskedError from cause
    _tell("protection.off-asked", who, project, change=change.id)
    return change.id


def unprotect(who: Principal, project: ProjectId, request: UUID, *, clock: Clock) -> None:
    """Switch protected mode off, as somebody else asked."""
    change = _open_request(project, request)
    refuse_own_request(asked_by=UserId(change.asked_by), decides=_user(who))
    _decide(who, change, ProtectionOutcome.EFFECTIVE, at=clock.now())
    _tell("protection.off", who, project, change=change.id)


def keep_protected(who: Principal, project: ProjectId, request: UUID, *, clock: Clock) -> None:
    """Decline that protected mode be switched off, or take one's own request back."""
    change = _open_request(project, request)
    _decide(who, change, ProtectionOutcome.DECLINED, at=clock.now())
    _tell("protection.off-declined", who, project, change=change.id)


def exempt(
    who: Principal,
    project: ProjectId,
    user: UserId,
    *,
    reason: str,
    ends: datetime,
    clock: Clock,
) -> UUID:
    """Show one person of the project ordinary text until a day; each opening will be recorded."""
    now = clock.now()
    refuse_own_exemption(exempts=_user(who), exempted=user)
    refuse_exemption_span(ends, now)
    if not selectors.live_grants(now).filter(project_id=project, user_id=user).exists():
        raise NoSuchPersonError(field="user_id")
    mine = Exemption.objects.filter(project_id=project, user_id=user, ended_at=None)
    mine.filter(ends_at__lte=now).update(ended_at=now)
    row = Exemption(
        id=new_uuid(),
        project_id=project,
        created_at=now,
        user_id=user,
        granted_by=_user(who),
        ends_at=ends,
    )
    row.reason = _sealed(project, reason, exemption_place(project, row.id))
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as cause:
        raise AlreadyExemptError(field="user_id") from cause
    person = pseudonym(project, user)
    _tell("protection.exempted", who, project, exemption=row.id, person=person, ends=ends)
    return row.id


def end_exemption(who: Principal, project: ProjectId, exemption: UUID, *, clock: Clock) -> None:
    """Take an exemption back, at once."""
    open_ones = Exemption.objects.select_for_update().filter(project_id=project, ended_at=None)
    row = open_ones.filter(id=exemption).first()
    if row is None:
        raise NotFoundError
    Exemption.objects.filter(project_id=project, id=row.id).update(ended_at=clock.now())
    person = pseudonym(project, UserId(row.user_id))
    _tell("protection.exemption-ended", who, project, exemption=row.id, person=person)
    publish(ExemptionEnded(project=project, user=UserId(row.user_id)))


def show_text(
    who: Principal, project: ProjectId, *, task: UUID, lease: UUID, clock: Clock
) -> Showing:
    """Tell how a text is shown to whoever opens it; an opening under an exemption is recorded."""
    showing = selectors.showing(_user(who), project, clock.now())
    if showing.is_protected and showing.exemption is not None:
        _tell(
            "protection.opened-exempt",
            who,
            project,
            exemption=showing.exemption,
            task=task,
            lease=lease,
        )
    return showing


def _change(
    who: Principal, project: ProjectId, wanted: ProtectionWanted, *, at: datetime
) -> ProtectionChange:
    return ProtectionChange(
        id=new_uuid(), project_id=project, created_at=at, wanted=wanted, asked_by=_user(who)
    )


def _open_request(project: ProjectId, request: UUID) -> ProtectionChange:
    rows = ProtectionChange.objects.select_for_update().filter(project_id=project, id=request)
    change = rows.filter(outcome=ProtectionOutcome.OPEN).first()
    if change is None:
        raise NotFoundError
    return change


def _decide(
    who: Principal, change: ProtectionChange, outcome: ProtectionOutcome, *, at: datetime
) -> None:
    rows = ProtectionChange.objects.filter(project_id=change.project_id, id=change.id)
    rows.update(outcome=outcome, decided_at=at, decided_by=_user(who))


def _sealed(project: ProjectId, reason: str, at: Place) -> bytes:
    trimmed = reason.strip()
    if not 0 < len(trimmed) <= LONGEST_REASON:
        raise InvalidInputError("Give a reason of 1 to 1,000 characters.", field="reason")
    return runtime.work().seal_for_project(project, mark_written(trimmed.encode()), at).blob


def _user(who: Principal) -> UserId:
    if who.user is None:
        raise NoSuchPersonError
    return who.user


def _tell(kind: str, who: Principal, project: ProjectId, **facts: UUID | datetime) -> None:
    tell(
        kind,
        who,
        _organization(who),
        project=project,
        actor=pseudonym(project, _user(who)),
        **facts,
    )


def _organization(who: Principal) -> OrganizationId:
    if who.organization is None:
        raise NoSuchPersonError
    return who.organization
