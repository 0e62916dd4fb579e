"""Labels and work follow a change of the ontology: a job, in the worker, a transaction per batch.

- It asks of every document anew whether the change still touches it: running again does nothing
  twice, and takes along what was on somebody's desk the first time.
- What is on a desk is counted as a problem, so that nobody believes that all of it followed.
- What follows is written in the name of whoever ordered the change, also where somebody else has
  the rest follow: the database takes it in no other.
"""

# SPDX-License-Identifier: Apache-2.0
from datetime import datetime
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import connection

from sealmark.access.domain import Action
from sealmark.annotations import services as annotations
from sealmark.annotations.domain import DocumentState
from sealmark.annotations.services import FollowedDocument
from sealmark.infra import scope
from sealmark.infra.jobs import Running, job
from sealmark.kernel.errors import NotFoundError
from sealmark.kernel.ids import OntologyVersionId, OrganizationId, UserId
from sealmark.ontology import selectors as ontologies
from sealmark.ontology.domain import Change, ChangeKind, Ontology
from sealmark.ontology.services import FOLLOW
from sealmark.provenance import services as provenance
from sealmark.tenancy import selectors as tenancy
from sealmark.tenancy.services import for_starters_who_may
from sealmark.workflow import selectors as steps
from sealmark.workflow import services as workflow
from sealmark.workflow.domain import Duty
from sealmark.workflow.events import Draw, MadeOn
from sealmark.workflow.services import Touched

BATCH: Final = 100
_UNDRAWN = Draw(share=None, seed_commitment=None, drawn=None)
_RENDITION = (
    "SELECT commitment, detectors FROM redaction_rendition WHERE project_id = %s AND id = %s"
)


class _Following:
    """One run of a change over the labels of its project."""

    def __init__(self, running: Running) -> None:
        self._job = running
        self._project = running.project
        with scope.project(self._project):
            row = ontologies.find_change(self._project, running.subject)
            if row is None:
                raise NotFoundError
            self._change: Change = ontologies.change_of(row)
            self._ordered_by = UserId(row.created_by)
            self._organization: OrganizationId = tenancy.organization_of(self._project)
            version = ontologies.latest_ontology(self._project)
            if version is None:
                raise NotFoundError
            self._version = OntologyVersionId(version.id)
            self._ontology: Ontology = ontologies.ontology_of(version)
            everything = workflow.touched(self._project, self._change, most=workflow.MOST_COUNTED)
            running.advance(done=-running.rows_through(), total=len(everything))

    def run(self) -> None:
        """Follow the change, batch by batch."""
        after = UUID(int=0)
        while True:
            with scope.project(self._project):
                found = workflow.touched(self._project, self._change, after=after, most=BATCH)
                if not found:
                    return
                after = found[-1].document
                done = self._batch(found, self._job.clock.now())
                self._job.advance(done=len(found), problems=len(found) - done)

    def _batch(self, found: list[Touched], at: datetime) -> int:
        """Take one batch along; return how many documents are through."""
        if self._change.kind is ChangeKind.REOPEN:
            return workflow.do_anew(
                self._project,
                self._organization,
                self._job.subject,
                found,
                by=self._job.started_by,
                at=at,
            )
        through = 0
        for one, _ in workflow.unheld(self._project, found):
            followed = annotations.follow(
                self._project,
                one.document,
                self._change,
                self._ontology,
                self._version,
                by=self._ordered_by,
                at=at,
            )
            if followed is not None:
                self._state(followed)
            through += 1
        return through

    def _state(self, followed: FollowedDocument) -> None:
        new = followed.new
        with connection.cursor() as cursor:
            cursor.execute(_RENDITION, [self._project, new.under.rendition])
            commitment, detectors = cursor.fetchone()
        provenance.state_revision(
            new,
            followed.appended,
            MadeOn(commitment=commitment, detectors=detectors),
            organization=self._organization,
            draw=self._draw(new.state),
            entry=provenance.Entry(
                kind="label.followed",
                policy_set=str(settings.SEALMARK_IDENTITY),
                because={"change": str(self._job.subject)},
            ),
        )

    def _draw(self, state: DocumentState) -> Draw:
        """Say how the review rule stands for labels that wait for their review."""
        if state is not DocumentState.LABELED:
            return _UNDRAWN
        review = next(step for step in steps.steps(self._project) if step.duty == Duty.REVIEW)
        return Draw(share=review.share_bp, seed_commitment=review.seed_commitment, drawn=True)


@job(FOLLOW, queue="worker", enqueued_by={"web"})
@for_starters_who_may(Action.ONTOLOGY_EDIT)
def follow(running: Running) -> None:
    """Let labels and work follow a change."""
    _Following(running).run()
