"""What one context's event makes others do: glue that belongs to no context alone.

- Each function is called inside the transaction and scope of its event; it opens none.
"""

# SPDX-License-Identifier: Apache-2.0
from dataclasses import replace

from sealmark.assets.events import UploadSplit
from sealmark.bootstrap import importing, moving
from sealmark.identity.events import AccountEvent, AccountEventKind
from sealmark.infra import jobs, scope
from sealmark.kernel.clock import SystemClock
from sealmark.notices import services as notices
from sealmark.notices.domain import NoticeKind, Place
from sealmark.ontology import services as ontology
from sealmark.ontology.domain import Ontology
from sealmark.redaction import selectors as policies
from sealmark.redaction import services as redaction
from sealmark.redaction.events import ClearanceRecalled, RenditionsCleared
from sealmark.tenancy import selectors as tenancy
from sealmark.tenancy.events import (
    ExemptionEnded,
    InvitationAccepted,
    ProjectAccessEnded,
    ProjectClosed,
    ProjectCreated,
    ProtectionStarted,
)
from sealmark.vault import runtime
from sealmark.workflow import services as workflow

DEFAULT_PACK = "hipaa"
DEFAULT_SHARE_BP = 2_000
_CLOCK = SystemClock()


def furnish_project(event: ProjectCreated) -> None:
    """Give a new project its work keys, empty schema and guideline, steps, and a policy."""
    by, organization = event.by, event.organization
    runtime.work().create_project(event.project)
    ontology.publish_ontology(
        event.project, Ontology(), by=by, organization=organization, clock=_CLOCK
    )
    ontology.publish_guideline(event.project, "", by=by, organization=organization, clock=_CLOCK)
    workflow.create_steps(
        event.project, by=by, organization=organization, share_bp=DEFAULT_SHARE_BP, clock=_CLOCK
    )
    redaction.propose_policy(
        event.project,
        policies.pack_yaml(event.policy_pack or DEFAULT_PACK),
        reason="The project's first policy.",
        by=by,
        organization=organization,
        clock=_CLOCK,
    )


def end_leases(event: ProjectAccessEnded) -> None:
    """Free what a person who is out of the project had on their desk, or was meant to do."""
    workflow.end_leases_of(event.project, event.user, clock=_CLOCK)
    workflow.forget_assignee(event.project, event.user)


def end_leases_of_session(event: AccountEvent) -> None:
    """End what was on the desk of a session that is over; of all when a reset ended them all."""
    over = event.kind is AccountEventKind.SESSION_ENDED
    reset = event.kind is AccountEventKind.PASSWORD_CHANGED and event.session is None
    opened = scope.current()
    if opened is None or not (over or reset):
        return
    for mine in tenancy.my_projects(event.user, _CLOCK.now()):
        with opened.visiting(mine.id):
            workflow.end_leases_of(mine.id, event.user, session=event.session, clock=_CLOCK)


def end_leases_of_project(event: ProjectClosed) -> None:
    """End what anybody has on their desk in a project that is closed."""
    workflow.end_all_leases(event.project, ending="closed", clock=_CLOCK)


def take_texts_again(event: ProtectionStarted) -> None:
    """End what anybody has on their desk: the next time it is shown protected."""
    workflow.end_all_leases(event.project, ending="protected", clock=_CLOCK)


def take_text_again(event: ExemptionEnded) -> None:
    """End what one person has on their desk as ordinary text."""
    workflow.end_leases_of(event.project, event.user, clock=_CLOCK)


def withdraw_work(event: ClearanceRecalled) -> None:
    """Take what was recalled from every desk, and withhold its tasks."""
    workflow.withdraw(event.project, event.organization, event.asset, by=event.by, at=event.at)


def tell_sponsor(event: InvitationAccepted) -> None:
    """Tell whoever invited somebody that they are here."""
    place = Place(organization=event.organization, project=event.project, subject=event.user)
    notices.tell(NoticeKind.INVITATION_ACCEPTED, place, [event.sponsor], at=_CLOCK.now())


def prepare_upload(event: UploadSplit) -> None:
    """Redact what was split, as the same person's job."""
    if event.assets:
        jobs.enqueue(
            redaction.PREPARE,
            project=event.project,
            subject=event.upload,
            by=event.by,
            clock=_CLOCK,
            total=event.assets,
        )


def open_work(event: RenditionsCleared) -> None:
    """Make a task of every cleared rendition; labels that came along become its first revision."""
    moving.move_work(event)
    fresh = replace(event, cleared=[one for one in event.cleared if one.moves is None])
    if fresh.cleared:
        _open_work(fresh)


def _open_work(event: RenditionsCleared) -> None:
    documents = workflow.open_tasks(
        event.project,
        [(one.asset, one.rendition, one.clearance) for one in event.cleared],
        at=event.at,
    )
    importing.import_labels(event, documents)
