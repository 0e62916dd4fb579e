"""Building blocks of integration tests: a project with people, and texts taken through the line."""

# SPDX-License-Identifier: Apache-2.0
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypedDict, Unpack

from django.db import connection

from sealmark.assets import selectors, splitting
from sealmark.assets import services as assets
from sealmark.assets.domain import PART_SIZE, SPLIT, ColumnMapping, FileToCome
from sealmark.bootstrap import reactions
from sealmark.infra import jobs, scope
from sealmark.infra.models import Job
from sealmark.kernel.clock import SystemClock
from sealmark.kernel.ids import (
    DatasetId,
    JobId,
    OrganizationId,
    ProjectId,
    SessionId,
    UploadId,
    UserId,
    new_uuid,
)
from sealmark.ontology import services as ontology
from sealmark.ontology.domain import read_ontology
from sealmark.redaction import (
    adopting,
    carrying,
    deciding,
    measuring,
    misses,
    preparing,
    renewing,
    reporting,
    trying,
)
from sealmark.redaction import services as redaction
from sealmark.redaction.measured import MEASURE
from sealmark.redaction.publishing import RENEW
from sealmark.redaction.together import DECIDE_MANY
from sealmark.redaction.trials import TRY
from sealmark.tenancy.events import ProjectCreated
from sealmark.workflow import services as workflow
from sealmark.workflow.services import Person

CLOCK = SystemClock()
BODIES = {
    SPLIT: splitting.split,
    redaction.ADOPT: adopting.adopt,
    redaction.PREPARE: preparing.prepare,
    redaction.SHOW: deciding.show,
    redaction.DECIDE: deciding.decide,
    reporting.HIDE_MISS: misses.hide,
    reporting.FORGET_MISS: misses.forget,
    TRY: trying.try_out,
    RENEW: renewing.renew,
    DECIDE_MANY: carrying.decide_many,
    MEASURE: measuring.measure,
}
ONTOLOGY = {
    "classes": [{"id": "drug", "name": "Drug", "hotkey": "1"}, {"id": "dose", "name": "Dose"}],
    "questions": [
        {
            "id": "urgent",
            "kind": "single",
            "title": "Urgent?",
            "options": [{"id": "yes", "name": "Yes"}, {"id": "no", "name": "No"}],
        },
        {"id": "note", "kind": "text", "title": "Anything else?"},
    ],
}


class Columns(TypedDict, total=False):
    """Which column is what."""

    content: str
    external_id: str
    subject: str
    labels: str
    shown: tuple[str, ...]
    hidden: tuple[str, ...]
    conversation: str
    turn: str
    speaker: str
    role: str
    time: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A project with an ontology, furnished as a new one is."""

    organization: OrganizationId
    project: ProjectId
    admin: UserId

    def person(self, user: UserId | None = None, session: SessionId | None = None) -> Person:
        return Person(
            user=user or UserId(new_uuid()),
            session=session or SessionId(new_uuid()),
            project=self.project,
            organization=self.organization,
            separates_steps=True,
            policy_set="test",
        )


def make_project(*, share_bp: int = 10_000) -> Line:
    """Make organization and project rows, and furnish the project as its creation does."""
    line = Line(
        organization=OrganizationId(new_uuid()),
        project=ProjectId(new_uuid()),
        admin=UserId(new_uuid()),
    )
    now = CLOCK.now()
    with scope.organization(line.organization), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO tenancy_organization (id, name, created_at) VALUES (%s, 'Clinic', %s)",
            [line.organization, now],
        )
        cursor.execute(
            "INSERT INTO tenancy_project (id, organization_id, name, state, separates_steps,"
            " created_by, created_at) VALUES (%s, %s, 'Letters', 'active', true, %s, %s)",
            [line.project, line.organization, line.admin, now],
        )
    with scope.project(line.project):
        reactions.furnish_project(
            ProjectCreated(project=line.project, organization=line.organization, by=line.admin)
        )
        ontology.publish_ontology(
            line.project,
            read_ontology(ONTOLOGY),
            by=line.admin,
            organization=line.organization,
            clock=CLOCK,
        )
        workflow.change_steps(
            line.project,
            organization=line.organization,
            by=line.admin,
            share_bp=share_bp,
            lease_minutes=20,
        )
    return line


def upload_texts(line: Line, texts: Sequence[str], **columns: Unpack[Columns]) -> UploadId:
    """Bring texts in as one JSON Lines file, as web does."""
    rows = [{"text": text, "id": str(number)} for number, text in enumerate(texts)]
    return upload_rows(line, rows, **columns)


def upload_rows(
    line: Line,
    rows: Sequence[dict[str, Any]],
    *,
    dataset: str = "all",
    **columns: Unpack[Columns],
) -> UploadId:
    """Bring rows in as one JSON Lines file, as web does."""
    data = "".join(json.dumps(row) + "\n" for row in rows).encode()
    return upload_file(line, "rows.jsonl", data, dataset=dataset, **columns)


def upload_file(
    line: Line,
    name: str,
    data: bytes,
    /,
    *,
    dataset: str = "all",
    **columns: Unpack[Columns],
) -> UploadId:
    """Bring one file in, as web does."""
    kind = name.rpartition(".")[2]
    with scope.project(line.project):
        into = assets.create_dataset(
            line.project, dataset, by=line.admin, organization=line.organization, clock=CLOCK
        )
        upload = assets.start_upload(
            line.project,
            DatasetId(into.id),
            ColumnMapping(**columns),
            [FileToCome(kind=kind, format="auto", size=len(data), name=name)],
            by=line.admin,
            organization=line.organization,
            clock=CLOCK,
        )
        (file,) = selectors.files(line.project, upload)
        for number in range(-(-len(data) // PART_SIZE)):
            part = data[number * PART_SIZE : (number + 1) * PART_SIZE]
            assets.put_part(line.project, upload, file.id, number + 1, part, clock=CLOCK)
        assets.complete_upload(
            line.project, upload, by=line.admin, organization=line.organization, clock=CLOCK
        )
    return upload


def run_jobs(line: Line) -> list[str]:
    """Run every waiting job of the project, as the redactor's runner does; return their kinds."""
    ran: list[str] = []
    while True:
        with scope.project(line.project):
            queued = Job.objects.filter(state=Job.State.QUEUED, kind__in=BODIES)
            row = queued.order_by("created_at", "id").first()
        if row is None:
            return ran
        jobs._run(BODIES[row.kind], line.project, JobId(row.id))
        ran.append(row.kind)


def counts(line: Line) -> dict[str, int]:
    """Count the project's assets by state."""
    with scope.project(line.project):
        return {state: n for state, n in selectors.counts(line.project).items() if n}


def events(line: Line, kind: str) -> list[dict[str, Any]]:
    """Return the facts of the project's events of one kind, in the order of the log."""
    with scope.project(line.project), connection.cursor() as cursor:
        cursor.execute(
            "SELECT body FROM audit_event WHERE project_id = %s AND kind = %s ORDER BY at, id",
            [line.project, kind],
        )
        return [json.loads(bytes(body))["facts"] for (body,) in cursor.fetchall()]
