"""Two projects of two organizations, each with at least one real row in every project table."""

# SPDX-License-Identifier: Apache-2.0
import json
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import lines
import yaml
from django_fixture import ActAs
from integration.export.scene import Scene, make_scene, no_scan
from integration.identity.people import CLOCK
from integration.isolation.statements import rows

from sealmark.assets import selectors as intake
from sealmark.assets import services as assets
from sealmark.assets.domain import ColumnMapping, FileToCome
from sealmark.export import gathering
from sealmark.export import services as exports
from sealmark.infra import jobs, scope
from sealmark.kernel.ids import AssetId, DatasetId, JobId, new_uuid
from sealmark.ontology import services as ontology
from sealmark.oversight import selectors as incidents
from sealmark.oversight import services as oversight
from sealmark.oversight.domain import IncidentState
from sealmark.redaction import selectors as policies
from sealmark.redaction import services as redaction
from sealmark.redaction.services import Chosen, Steward, Wanted
from sealmark.tenancy import services as tenancy
from sealmark.vault.recipients import new_recipient
from sealmark.workflow import progress
from sealmark.workflow import services as workflow
from sealmark.workflow.domain import Duty

TEXTS = [
    "Patient John Smith was given 500 mg of amoxicillin on 3 March 2021. Call 555-123-4567.",
    "Mrs. Mary Johnson takes metformin twice a day. Her MRN is 12345678.",
    "The patient takes aspirin and reports no pain at all in the left knee this week.",
    "The patient takes aspirin in the morning and reports no pain in the right knee now.",
    "The patient takes metformin in the evening and has slept well for the whole week.",
    "The patient takes ibuprofen at noon and walks for an hour every day of the week.",
    "Le patient prend de l'aspirine tous les matins depuis une semaine. Au 48213 7719 20044.",
    "La paciente toma metformina y no tiene dolor en la rodilla izquierda. Al 48213 7719 20045.",
]
"""The last two are quarantined: they are in languages that the policy does not know."""

PROJECT_TABLES = """
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind = 'r' AND EXISTS (SELECT FROM pg_policy p
    WHERE p.polrelid = c.oid
    AND pg_get_expr(p.polqual, p.polrelid) LIKE '%%sealmark.scope_project()%%')
ORDER BY 1
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Furnished:
    """The database that was furnished, and the two projects in it."""

    template: str
    mine: lines.Line
    theirs: lines.Line


def project_tables() -> list[str]:
    """Name every table whose rows belong to a project, as the database knows them."""
    return [name for (name,) in rows(PROJECT_TABLES)]


def furnish(acting_as: ActAs) -> lines.Line:
    """Take one project through everything that leaves rows."""
    scene = make_scene(acting_as)
    _propose_surrogates(scene)
    _bring_in(scene)
    _leave_a_part(scene)
    _look_at_quarantine(scene)
    _try_a_weaker_policy(scene)
    _protect(scene)
    _work(scene)
    _measure(scene)
    _export(scene)
    return scene.line


def _propose_surrogates(scene: Scene) -> None:
    line = scene.line
    document: dict[str, Any] = yaml.safe_load(policies.pack_yaml("hipaa"))
    document["name"], document["kinds"]["NAME"] = "with-surrogates", "surrogate"
    with scope.project(line.project):
        redaction.propose_policy(
            line.project,
            yaml.safe_dump(document),
            reason="Names that read well.",
            by=line.admin,
            organization=line.organization,
            clock=CLOCK,
        )
    _run(scene)


def _bring_in(scene: Scene) -> None:
    items = [
        json.dumps({"text": text, "ref": f"letter-{n}", "who": f"p-{n}", "ward": "7"})
        for n, text in enumerate(TEXTS)
    ]
    data = "\n".join([*items, "{broken"]).encode()
    lines.upload_file(
        scene.line, "letters.jsonl", data, external_id="ref", subject="who", shown=("ward",)
    )
    _run(scene)


def _leave_a_part(scene: Scene) -> None:
    """Leave an upload open, with one sealed part that nobody has split."""
    line = scene.line
    facts: dict[str, Any] = {"by": line.admin, "organization": line.organization, "clock": CLOCK}
    with scope.project(line.project):
        dataset = assets.create_dataset(line.project, "open", **facts)
        upload = assets.start_upload(
            line.project,
            DatasetId(dataset.id),
            ColumnMapping(),
            [FileToCome(kind="txt", format="auto", size=9, name="note.txt")],
            **facts,
        )
        (file,) = intake.files(line.project, upload)
        assets.put_part(line.project, upload, file.id, 1, b"Jane Doe.", clock=CLOCK)


def _try_a_weaker_policy(scene: Scene) -> None:
    """Leave a draft, a trial with a pasted text, and a weaker version that somebody refused."""
    line, steward = scene.line, _steward(scene)
    who = scene.person(scene.steward).who
    weaker = policies.pack_yaml("hipaa").replace("how: generalize", "how: keep")
    with scope.project(line.project):
        redaction.save_draft(steward, "not: yet", read=0, clock=CLOCK)
        wanted = Wanted(yaml=weaker, against=2, pasted="Jane Doe was here.")
        redaction.try_policy(steward, wanted, clock=CLOCK)
        redaction.propose_policy(
            line.project,
            weaker,
            reason="Dates help.",
            by=line.admin,
            organization=line.organization,
            clock=CLOCK,
        )
    _run(scene)
    with scope.project(line.project):
        redaction.refuse_policy(who, steward, 3, reason="They help thieves.", clock=CLOCK)


def _look_at_quarantine(scene: Scene) -> None:
    line, steward = scene.line, _steward(scene)
    with scope.project(line.project):
        first, second = policies.quarantined(line.project).rows[:2]
        redaction.ask_to_look(steward, AssetId(first.asset), clock=CLOCK)
        redaction.ask_for_change(steward, [first.asset], None, reason="French.", clock=CLOCK)
        aside = Chosen(assets=(first.asset,))
        redaction.decide_many(steward, "aside", aside, reason="Later.", clock=CLOCK)
        redaction.release(steward, AssetId(second.asset), reason="Nothing in it.", clock=CLOCK)
    _run(scene)
    with scene.acting_as("redactor"), scope.project(line.project):
        rows(
            "INSERT INTO redaction_doubt_count (id, project_id, created_at, asset_id, kind, count)"
            " VALUES (%s, %s, now(), %s, 'SHIP', 1)",
            [new_uuid(), line.project, first.asset],
        )


def _change_labels(scene: Scene) -> None:
    """Retire a class that nothing bears."""
    line = scene.line
    with scope.project(line.project):
        ontology.start_change(
            line.project,
            {"kind": "retire", "classes": ["dose"]},
            by=line.admin,
            organization=line.organization,
            clock=CLOCK,
        )


def _measure(scene: Scene) -> None:
    """Measure the policy, and count the figures of the privacy dashboard."""
    with scope.project(scene.line.project):
        redaction.ask_to_measure(_steward(scene), 2, clock=CLOCK)
        oversight.ask_to_count(scene.line.project, by=scene.line.admin, clock=CLOCK)
    _run(scene)
    scene.count()


def _protect(scene: Scene) -> None:
    """Leave protected mode on, somebody's wish to end it, and an exemption."""
    line, who = scene.line, scene.person(scene.steward).who
    with scope.project(line.project):
        tenancy.protect(who, line.project, clock=CLOCK)
        tenancy.ask_to_unprotect(who, line.project, reason="It is public.", clock=CLOCK)
        tenancy.exempt(
            who,
            line.project,
            scene.admin.user,
            reason="Listens.",
            ends=CLOCK.now() + timedelta(days=3),
            clock=CLOCK,
        )


def _steward(scene: Scene) -> Steward:
    return Steward(
        user=scene.steward.user,
        session=scene.session,
        project=scene.line.project,
        organization=scene.line.organization,
    )


def _work(scene: Scene) -> None:
    person, slow = scene.line.person(), scene.line.person()
    with scope.project(scene.line.project):
        leased = workflow.lease_next(person, Duty.LABEL, clock=CLOCK)
        assert leased is not None
        workflow.skip(
            person,
            leased.desk.task,
            reason="unclear",
            comment="Odd.",
            scan=no_scan,
            clock=CLOCK,
        )
        _recall(leased.desk.project, leased.desk.clearance)
    with scope.project(scene.line.project):
        leased = workflow.lease_next(slow, Duty.LABEL, clock=CLOCK)
        assert leased is not None
        workflow.ask(
            slow,
            leased.desk.task,
            text="Does this count?",
            about=None,
            is_aside=False,
            scan=no_scan,
            clock=CLOCK,
        )
        begun: dict[str, Any] = {"spans": [], "answers": []}
        workflow.save_draft(
            slow, leased.desk.task, begun, key="d1", seq=1, scan=no_scan, clock=CLOCK
        )
    _report_one(scene)
    assert scene.label() >= 3
    _leave_one_without_a_place(scene)
    _send_one_back(scene)
    assert scene.review() >= 2
    _change_labels(scene)
    with scope.project(scene.line.project):
        later = CLOCK.now() + timedelta(days=2)
        progress.tally(scene.line.project, since=later.date(), now=later)


def _leave_one_without_a_place(scene: Scene) -> None:
    with scene.acting_as("redactor"), scope.project(scene.line.project):
        rows(
            "INSERT INTO annotations_unplaced (id, project_id, created_at, document_id,"
            ' rendition_id, class_id, start, "end")'
            " SELECT %s, project_id, now(), id, rendition_id, 'drug', 1, 5"
            " FROM annotations_document LIMIT 1",
            [new_uuid()],
        )


def _report_one(scene: Scene) -> None:
    """Report a text, and confirm the incident."""
    line, reporter = scene.line, scene.line.person()
    with scope.project(line.project):
        leased = workflow.lease_next(reporter, Duty.LABEL, clock=CLOCK)
        assert leased is not None
        task = leased.desk.task
        workflow.ask(
            reporter,
            task,
            text="Who is this?",
            about=None,
            is_aside=False,
            scan=no_scan,
            clock=CLOCK,
        )
        oversight.report_miss(reporter, task, None, kind="OTHER", clock=CLOCK)
    _run(scene)
    with scope.project(line.project):
        (incident,) = incidents.incidents(line.project)
        oversight.decide(
            _steward(scene), incident.id, IncidentState.CONFIRMED, reason="Yes.", clock=CLOCK
        )


def _send_one_back(scene: Scene) -> None:
    reviewer = scene.line.person()
    with scope.project(scene.line.project):
        leased = workflow.lease_next(reviewer, Duty.REVIEW, clock=CLOCK)
        assert leased is not None
        workflow.send_back(
            reviewer, leased.desk.task, comment="Again.", key="s", scan=no_scan, clock=CLOCK
        )


def _recall(project: UUID, clearance: UUID) -> None:
    rows(
        "INSERT INTO redaction_recall (id, project_id, created_at, clearance_id, reason, by)"
        " VALUES (%s, %s, now(), %s, 'shows a name', %s)",
        [new_uuid(), project, clearance, new_uuid()],
    )


def _export(scene: Scene) -> None:
    """One export that was refused, one that was taken away, one whose batches wait."""
    _, recipient = new_recipient(secrets.token_bytes)
    refused, steward = scene.request(recipient=recipient), scene.person(scene.steward)
    with scope.project(scene.line.project):
        exports.refuse(steward, refused, reason="Not needed.", clock=CLOCK)
    done = scene.request()
    scene.run_jobs()
    assert scene.view(done).state == "ready", scene.view(done).failure
    scene.download(done)
    scene.request()
    waiting = scene.waiting()
    assert waiting is not None
    with scene.acting_as("worker"):
        patience = scene.patience()
        jobs._run(
            lambda job: gathering.gather(job, patience=patience),
            scene.line.project,
            JobId(waiting.id),
        )


def _run(scene: Scene) -> None:
    with scene.acting_as("redactor"):
        lines.run_jobs(scene.line)
