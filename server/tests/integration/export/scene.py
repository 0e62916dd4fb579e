"""What the export tests act on: texts redacted and labeled, and the four processes' work."""

# SPDX-License-Identifier: Apache-2.0
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import lines
from django.conf import settings
from django.db import connection
from django_fixture import ActAs
from integration.identity.people import (
    CLOCK,
    Account,
    a_project,
    an_account,
    an_organization,
    join,
)

import sealmark_verify
from sealmark.access.domain import ProjectRole
from sealmark.audit.sequencer import Sequencer
from sealmark.audit.waiting import Patience
from sealmark.export import aligned, building, expiring, gathering, selectors, services
from sealmark.export.domain import LARGEST_ANSWER, Content, Wanted
from sealmark.export.models import Release
from sealmark.export.recipients import allow_recipient
from sealmark.export.selectors import ReleaseView
from sealmark.infra import jobs, scope
from sealmark.infra.jobs import Running
from sealmark.infra.models import Job
from sealmark.kernel.ids import ExportId, JobId, SessionId, new_uuid
from sealmark.ontology import services as ontology
from sealmark.ontology.domain import read_ontology
from sealmark.oversight import figures
from sealmark.oversight.privacy import COUNT
from sealmark.tenancy import selectors as tenancy
from sealmark.workflow import services as workflow
from sealmark.workflow.domain import Duty
from sealmark.workflow.services import Person

TEXTS = [
    "Patient John Smith was given 500 mg of amoxicillin on 3 March 2021. Call 555-123-4567.",
    "Mrs. Mary Johnson takes metformin twice a day. Her MRN is 12345678.",
    "The patient takes aspirin and reports no pain at all in the left knee this week.",
]
CANARIES = ("John", "Smith", "Johnson", "555-123-4567", "12345678")
IDS = ("letter-0", "letter-1", "letter-2")


_VERIFIER = "from sealmark_verify.cli import entry; entry()"


def no_scan(text: str) -> list[object]:
    _ = text
    return []


@dataclass(kw_only=True)
class Scene:
    """One project, its admin (who exports), its steward, and the processes."""

    line: lines.Line
    admin: Account
    steward: Account
    acting_as: ActAs
    log_runs: bool = True
    session: SessionId = field(default_factory=lambda: SessionId(new_uuid()))

    # ---- the line before

    def ingest(self, texts: list[str] | None = None) -> None:
        rows = [
            {"text": text, "ref": f"letter-{n}", "ward": "7"}
            for n, text in enumerate(texts or TEXTS)
        ]
        lines.upload_rows(self.line, rows, external_id="ref", shown=("ward",))
        with self.acting_as("redactor"):
            lines.run_jobs(self.line)

    def label(
        self,
        answers: list[dict[str, Any]] | None = None,
        *,
        person: Person | None = None,
        cut: bool = False,
    ) -> int:
        """Label everything there is, if asked also the inside of each replacement; say how many."""
        worker, count = person or self.line.person(), 0
        while True:
            with scope.project(self.line.project):
                leased = workflow.lease_next(worker, Duty.LABEL, clock=CLOCK)
                if leased is None:
                    return count
                shown = leased.desk.rendition_content()
                spans = spans_in(shown["text"]) + (inside(shown["chips"]) if cut else [])
                workflow.submit(
                    worker,
                    leased.desk.task,
                    {"spans": spans, "answers": answers or []},
                    key=f"k{leased.desk.number}",
                    scan=no_scan,
                    clock=CLOCK,
                )
            count += 1

    def review(self, *, send_back: bool = False) -> int:
        """Accept (or send back) everything there is; return how many."""
        reviewer, count = self.line.person(), 0
        while True:
            with scope.project(self.line.project):
                leased = workflow.lease_next(reviewer, Duty.REVIEW, clock=CLOCK)
                if leased is None:
                    return count
                task, key = leased.desk.task, f"r{leased.desk.number}"
                if send_back:
                    workflow.send_back(
                        reviewer, task, comment="Again.", key=key, scan=no_scan, clock=CLOCK
                    )
                else:
                    workflow.accept(reviewer, task, key=key, scan=no_scan, clock=CLOCK)
            count += 1

    # ---- export

    def person(self, account: Account) -> services.Person:
        with scope.principal(account.user):
            facts = tenancy.facts(account.user, self.line.project, CLOCK.now())
        assert facts is not None
        return services.Person(
            who=facts.principal(self.session),
            user=account.user,
            session=self.session,
            project=self.line.project,
            organization=self.line.organization,
            policy_set="test",
        )

    def request(
        self,
        format: str = "jsonl",  # noqa: A002 - the field's own name
        *,
        recipient: str = "",
        unreviewed: bool = False,
        free_text: bool = False,
    ) -> ExportId:
        wanted = Wanted(
            format=format,
            content=Content.ALIGNED if recipient else Content.RENDITION,
            include_unreviewed=unreviewed,
            include_free_text=free_text,
            recipient_key=recipient,
        )
        person = self.person(self.admin)
        with scope.project(self.line.project):
            export = services.request(person, wanted, reason="To train a model.", clock=CLOCK)
        if recipient:
            allow_recipient(recipient, settings.SEALMARK_HOME.keys_of("redactor"))
        return export

    def approve(self, export: ExportId, account: Account | None = None) -> None:
        person = self.person(account or self.steward)
        with scope.project(self.line.project):
            services.approve(person, export, reason="As agreed.", clock=CLOCK)

    def sequence(self) -> None:
        with self.acting_as("sequencer"):
            while Sequencer(CLOCK).run_once():
                pass

    def patience(self) -> Patience:
        def let_pass(seconds: float) -> None:
            _ = seconds
            if self.log_runs:
                self.sequence()

        most = timedelta(seconds=60 if self.log_runs else 0.2)
        return Patience(most=most, step_s=0, sleep=let_pass)

    def run_jobs(self, *, most: int = 100) -> list[str]:
        """Run what waits, each job as the identity whose queue it is in; return their kinds."""
        bodies: dict[str, tuple[str, Callable[[Running], None]]] = {
            gathering.GATHER: (
                "worker",
                lambda job: gathering.gather(job, patience=self.patience()),
            ),
            gathering.REJOIN: ("redactor", aligned.rejoin),
            gathering.ALIGN: ("redactor", aligned.align),
            gathering.BUILD: (
                "worker",
                lambda job: building.build(job, patience=self.patience()),
            ),
        }
        ran: list[str] = []
        while len(ran) < most and (row := self.waiting()) is not None:
            identity, body = bodies[row.kind]
            with self.acting_as(identity):
                jobs._run(body, self.line.project, JobId(row.id))
            ran.append(row.kind)
        return ran

    def let_expire(self, export: ExportId) -> None:
        """Let the time of a bundle be over, and do not run the job that destroys it."""
        over = CLOCK.now() - timedelta(seconds=1)
        with self.acting_as("worker"), scope.project(self.line.project):
            Release.objects.filter(project_id=self.line.project, id=export).update(expires_at=over)

    def run_expiry(self) -> None:
        """Run the job that waited for the end of a bundle."""
        with scope.project(self.line.project):
            row = Job.objects.get(state=Job.State.QUEUED, kind=expiring.EXPIRE)
        with self.acting_as("worker"):
            jobs._run(expiring.expire, self.line.project, JobId(row.id))

    def count(self) -> None:
        """Count the figures of the privacy dashboard, as the worker does."""
        with scope.project(self.line.project):
            queued = list(Job.objects.filter(state=Job.State.QUEUED, kind=COUNT))
        for row in queued:
            with self.acting_as("worker"):
                jobs._run(figures.count, self.line.project, JobId(row.id))

    def waiting(self) -> Job | None:
        with scope.project(self.line.project):
            queued = Job.objects.filter(
                state=Job.State.QUEUED, kind__startswith="export.", due_at=None
            )
            return queued.order_by("created_at", "id").first()

    def view(self, export: ExportId) -> ReleaseView:
        with scope.project(self.line.project):
            found = selectors.release_view(self.line.project, export, at=CLOCK.now())
        assert found is not None
        return found

    def download(self, export: ExportId) -> bytes:
        """Take the bundle away, range by range, as the page does."""
        person, content, size = self.person(self.admin), b"", 1
        while len(content) < size:
            wanted = f"bytes={len(content)}-{len(content) + LARGEST_ANSWER - 1}"
            with scope.project(self.line.project):
                piece = services.download(person, export, wanted, clock=CLOCK)
            content, size = content + piece.content, piece.size
        return content

    def bundle(self, export: ExportId, folder: Path) -> Path:
        """Save the bundle of an export that is ready."""
        assert self.view(export).state == "ready", self.view(export).failure
        path = folder / f"{export}.zip"
        path.write_bytes(self.download(export))
        return path

    def events(self, kind: str) -> int:
        with scope.project(self.line.project), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM audit_event WHERE kind = %s", [kind])
            (count,) = cursor.fetchone()
        return int(count)


def make_scene(acting_as: ActAs, *, share_bp: int = 10_000) -> Scene:
    """Make a project with an ontology, an admin and a steward."""
    admin, steward = an_account(password=None), an_account(password=None)
    organization = an_organization(admin)
    project = a_project(admin, organization)
    join(admin, project, steward, ProjectRole.DATA_STEWARD)
    line = lines.Line(organization=organization, project=project, admin=admin.user)
    with scope.project(project):
        schema = read_ontology(lines.ONTOLOGY)
        ontology.publish_ontology(
            project, schema, by=admin.user, organization=organization, clock=CLOCK
        )
        workflow.change_steps(
            project,
            by=admin.user,
            organization=organization,
            share_bp=share_bp,
            lease_minutes=20,
        )
    return Scene(line=line, admin=admin, steward=steward, acting_as=acting_as)


def spans_in(text: str) -> list[dict[str, Any]]:
    """Label the drugs of the sample texts."""
    found = [
        {"id": word, "start": text.index(word), "end": text.index(word) + len(word)}
        for word in ("amoxicillin", "metformin", "aspirin")
        if word in text
    ]
    return [{**span, "class_id": "drug"} for span in found]


def inside(chips: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Label what lies strictly inside of each replacement."""
    return [
        {"id": f"c{n}", "start": chip["start"] + 1, "end": chip["end"] - 1, "class_id": "dose"}
        for n, chip in enumerate(chips)
        if chip["end"] - chip["start"] > 2
    ]


def verify(path: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Verify as a receiver does: another process, that knows of no database and no Django."""
    source = Path(sealmark_verify.__file__ or "").parents[1]
    return subprocess.run(
        [sys.executable, "-c", _VERIFIER, str(path), *options],
        check=False,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(source), "PATH": "/usr/bin:/bin"},
    )


def all_rows(scene: Scene) -> list[bytes]:
    """Every row of every table that this identity may read in the project, as the server has it."""
    found = []
    with scope.project(scene.line.project), connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE n.nspname = 'public' AND c.relkind = 'r'"
            " AND has_table_privilege(c.oid, 'SELECT')"
        )
        tables = [name for (name,) in cursor.fetchall()]
        for table in tables:
            cursor.execute(f"SELECT convert_to(t::text, 'UTF8') FROM {table} t")
            found += [decoded(bytes(row)) for (row,) in cursor.fetchall()]
    assert any(b"Letters" in row for row in found), "the project's name is there to be found"
    return found


def decoded(row: bytes) -> bytes:
    """The row with its byte strings, which the server writes in hexadecimal, spelled out too."""
    parts = row.split(b"\\\\x")
    return row + b"".join(
        bytes.fromhex(part.split(b'"')[0].split(b",")[0].rstrip(b")").decode())
        for part in parts[1:]
    )
