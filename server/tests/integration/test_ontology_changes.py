"""A change of the ontology takes labels along: as new, proven revisions, and never in place."""

# SPDX-License-Identifier: Apache-2.0
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError
from django_fixture import ActAs
from integration.export.scene import Scene, make_scene, no_scan, verify
from integration.identity.people import an_account, browser_of, join
from integration.isolation.statements import rows
from lines import CLOCK

from sealmark.access.domain import ProjectRole
from sealmark.bootstrap import following
from sealmark.infra import jobs, scope
from sealmark.infra.models import Job
from sealmark.kernel.ids import JobId
from sealmark.workflow import services as workflow
from sealmark.workflow.domain import Duty

MERGE = {"kind": "merge", "classes": ["drug"], "into": "medicine"}


@pytest.fixture
def scene(database: str, acting_as: ActAs) -> Scene:
    _ = database
    made = make_scene(acting_as)
    made.ingest()
    at = f"/api/projects/{made.line.project}/ontology"
    browser = browser_of(made.admin)
    document = browser.get(at).json()["document"]
    document["classes"].append(
        {
            "id": "medicine",
            "name": "Medicine",
            "color": "#00734f",
            "hotkey": "",
            "description": "",
        }
    )
    assert browser.post(at, {"document": document}).status_code == 200
    return made


def asked(scene: Scene, path: str, change: dict[str, Any] | None = None) -> dict[str, Any]:
    at = f"/api/projects/{scene.line.project}/ontology/changes{path}"
    body = {} if change is None else {"change": change}
    answer = browser_of(scene.admin).post(at, body)
    assert answer.status_code == 200, answer.content
    return dict(answer.json())


def followed(scene: Scene, job: str) -> Job:
    with scene.acting_as("worker"):
        jobs._run(following.follow, scene.line.project, JobId(job))  # type: ignore[arg-type]
    with scope.project(scene.line.project):
        return jobs.find(JobId(job))  # type: ignore[arg-type]


def revisions(scene: Scene) -> list[tuple[Any, ...]]:
    with scope.project(scene.line.project):
        return rows(
            "SELECT document_id, number, origin, outcome, duty FROM annotations_revision"
            " ORDER BY document_id, number"
        )


def classes(scene: Scene) -> set[str]:
    with scope.project(scene.line.project):
        found = rows(
            "SELECT y.classes FROM annotations_document d JOIN annotations_tally y"
            " ON y.id = d.current"
        )
    return {name for (line,) in found for name in line.split()}


def test_a_merge_is_foreseen_and_followed_by_new_revisions_in_the_state_they_were_in(
    scene: Scene,
) -> None:
    made = scene.label()
    scene.review()
    before = revisions(scene)
    seen = asked(scene, "/preview", MERGE)
    assert (seen["documents"], seen["final"], seen["held"]) == (made, made, 0)
    assert seen["spans"] >= made
    assert revisions(scene) == before
    started = asked(scene, "", MERGE)
    job = followed(scene, started["job_id"])
    assert (job.state, job.done, job.total, job.problems) == ("done", made, made, 0)
    after = revisions(scene)
    assert [one for one in after if one[2] != "migration"] == before
    fresh = [one for one in after if one[2] == "migration"]
    assert {one[3:] for one in fresh} == {("followed_reviewed", None)}
    assert len(fresh) == made
    assert "drug" not in classes(scene)
    with scope.project(scene.line.project):
        assert rows("SELECT DISTINCT state FROM annotations_document") == [("final",)]
    assert scene.events("label.followed") == made
    assert scene.events("ontology.changed") == 1
    assert asked(scene, "/preview", MERGE)["documents"] == 0


def test_what_followed_is_proven_offline_and_counts_as_reviewed(
    scene: Scene, tmp_path: Path
) -> None:
    scene.label()
    scene.review()
    followed(scene, asked(scene, "", MERGE)["job_id"])
    scene.sequence()
    export = scene.request()
    scene.run_jobs()
    bundle = scene.bundle(export, tmp_path)
    checked = verify(bundle)
    assert checked.returncode == 0, checked.stdout
    assert "3 label documents, 9 revisions" in checked.stdout
    with zipfile.ZipFile(bundle) as parts:
        lines = parts.read("data/labels.jsonl").decode().splitlines()
    assert all(json.loads(line)["reviewed"] for line in lines)


def test_labels_that_wait_for_review_still_wait_and_can_be_accepted(scene: Scene) -> None:
    made = scene.label()
    followed(scene, asked(scene, "", MERGE)["job_id"])
    with scope.project(scene.line.project):
        assert rows("SELECT DISTINCT state FROM annotations_document") == [("labeled",)]
        assert {o for (o,) in rows("SELECT outcome FROM annotations_revision")} == {
            *("submitted", "followed")
        }
    assert scene.review() == made
    with scope.project(scene.line.project):
        assert rows("SELECT DISTINCT state FROM annotations_document") == [("final",)]


def test_what_is_on_a_desk_is_left_to_its_holder_and_followed_later(scene: Scene) -> None:
    made = scene.label()
    reviewer = scene.line.person()
    with scope.project(scene.line.project):
        leased = workflow.lease_next(reviewer, Duty.REVIEW, clock=CLOCK)
    assert leased is not None
    assert asked(scene, "/preview", MERGE)["held"] == 1
    started = asked(scene, "", MERGE)
    job = followed(scene, started["job_id"])
    assert (job.done, job.problems) == (made, 1)
    with scope.project(scene.line.project):
        task = leased.desk.task
        workflow.accept(reviewer, task, key="r", scan=no_scan, clock=CLOCK)
    assert "drug" in classes(scene)
    again = asked(scene, f"/{started['id']}/again")
    job = followed(scene, again["job_id"])
    assert (job.total, job.problems) == (1, 0)
    assert "drug" not in classes(scene)


def test_a_retired_class_cannot_be_used_anew_and_stays_where_it_was(scene: Scene) -> None:
    made = scene.label()
    started = asked(scene, "", {"kind": "retire", "classes": ["drug"], "labeled": "keep"})
    assert started["job_id"] is None
    assert len(revisions(scene)) == made
    assert scene.review() == made


def test_work_under_an_older_guideline_goes_back_to_whoever_did_it(scene: Scene) -> None:
    account = an_account(password=None)
    join(scene.admin, scene.line.project, account, ProjectRole.LABELER)
    labeler = scene.line.person(account.user)
    scene.label(person=labeler)
    made = scene.review()
    at = f"/api/projects/{scene.line.project}/guideline"
    browser = browser_of(scene.admin)
    number = browser.post(at, {"body": "# New rules"}).json()["number"]
    change = {"kind": "reopen", "classes": [], "guideline_below": number}
    assert asked(scene, "/preview", change)["documents"] == made
    tasks = f"/api/projects/{scene.line.project}/tasks?before_guideline="
    assert len(browser.get(f"{tasks}{number}").json()["rows"]) == made
    assert browser.get(f"{tasks}{number - 1}").json()["rows"] == []
    before = revisions(scene)
    job = followed(scene, asked(scene, "", change)["job_id"])
    assert (job.state, job.problems) == ("done", 0)
    assert revisions(scene) == before
    with scope.project(scene.line.project):
        back = rows("SELECT DISTINCT state, reason, owner FROM workflow_task WHERE duty = 'label'")
        assert rows("SELECT DISTINCT state FROM annotations_document") == [("open",)]
    assert back == [("returned", "guideline", labeler.user)]
    assert scene.events("work.done-anew") == 1
    assert scene.label(person=labeler) == made
    assert scene.review() == made
    assert asked(scene, "/preview", change)["documents"] == 0


def test_only_who_may_edit_changes_and_what_does_not_fit_is_named(scene: Scene) -> None:
    labeler = an_account(password=None)
    join(scene.admin, scene.line.project, labeler, ProjectRole.LABELER)
    at = f"/api/projects/{scene.line.project}/ontology/changes"
    assert browser_of(labeler).post(at, {"change": MERGE}).status_code in {403, 404}
    answer = browser_of(scene.admin).post(at, {"change": MERGE | {"into": "nothing"}})
    assert (answer.status_code, answer.json()["field"]) == (422, "change.into")


def test_a_job_whose_starter_may_not_any_more_changes_nothing(scene: Scene) -> None:
    scene.label()
    before = revisions(scene)
    started = asked(scene, "", MERGE)
    with scope.project(scene.line.project):
        rows("UPDATE tenancy_project_member SET ended_at = now() WHERE role = 'project_admin'")
    with scene.acting_as("worker"):
        jobs._run(following.follow, scene.line.project, JobId(started["job_id"]))
    with scope.project(scene.line.project):
        assert jobs.find(JobId(started["job_id"])).state == "refused"
    assert revisions(scene) == before


COPIED = (
    "INSERT INTO annotations_revision SELECT (jsonb_populate_record(r, jsonb_build_object("
    "'id', gen_random_uuid(), 'parent', d.current, 'number', d.number + 1, 'task_id', NULL,"
    " 'duty', NULL, 'submit_key', NULL, 'origin', 'migration', 'author', %s::uuid,"
    " 'outcome', 'followed', 'ontology_version_id', v.id) || %s::jsonb)).*"
    " FROM annotations_document d JOIN annotations_revision r ON r.id = d.current,"
    " (SELECT id FROM ontology_version ORDER BY number DESC LIMIT 1) v LIMIT 1"
)
"""A revision as the worker's own job would write it, and what a thief would have otherwise."""


def attempted(scene: Scene, statement: str, *values: object) -> None:
    """Try as the worker, with its credentials and its keys."""
    with scene.acting_as("worker"), scope.project(scene.line.project):
        rows(statement, list(values))


def test_the_worker_writes_what_was_ordered(scene: Scene) -> None:
    made = scene.label()
    asked(scene, "", MERGE)
    attempted(scene, COPIED, scene.admin.user, "{}")
    assert [one[2] for one in revisions(scene)].count("migration") == 1
    assert len(revisions(scene)) == made + 1


@pytest.mark.parametrize(
    "forged",
    [
        {"origin": "person"},
        {"origin": "import"},
        {"origin": "moved"},
        {"duty": "review"},
        {"duty": "label"},
        {"submit_key": "x"},
        {"outcome": "followed_reviewed"},
        {"outcome": "accept"},
        {"number": 9},
        {"parent": None},
    ],
    ids=str,
)
def test_the_worker_cannot_pass_labels_off_as_a_persons_nor_as_reviewed(
    scene: Scene, forged: dict[str, object]
) -> None:
    scene.label()
    asked(scene, "", MERGE)
    with pytest.raises(IntegrityError, match=r"a (worker|migration)"):
        attempted(scene, COPIED, scene.admin.user, json.dumps(forged))


def test_the_worker_writes_nothing_that_nobody_ordered(scene: Scene) -> None:
    scene.label()
    with pytest.raises(IntegrityError, match="ordered by its author"):
        attempted(scene, COPIED, scene.admin.user, "{}")
    asked(scene, "", MERGE)
    with pytest.raises(IntegrityError, match="ordered by its author"):
        attempted(scene, COPIED, scene.steward.user, "{}")
    older = "(SELECT id FROM ontology_version ORDER BY number DESC LIMIT 1)"
    first = COPIED.replace(older, "(SELECT id FROM ontology_version ORDER BY number LIMIT 1)")
    with pytest.raises(IntegrityError, match="ordered by its author"):
        attempted(scene, first, scene.admin.user, "{}")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE annotations_document SET state = 'final'",
        "UPDATE annotations_document SET state = 'open'",
        "UPDATE annotations_document SET number = number + 1",
        (
            "UPDATE annotations_document d SET current = r.id FROM annotations_revision r"
            " WHERE r.document_id = d.id"
        ),
        "UPDATE workflow_task SET state = 'returned', reason = 'guideline'",
        "UPDATE workflow_task SET state = 'done', reason = 'guideline'",
        "UPDATE workflow_task SET owner = gen_random_uuid(), reason = 'guideline'",
        (
            "INSERT INTO provenance_statement SELECT (jsonb_populate_record(s, jsonb_build_object("
            "'digest', 'x'))).* FROM provenance_statement s"
        ),
    ],
)
def test_the_worker_finishes_reopens_and_restates_nothing_by_itself(
    scene: Scene, statement: str
) -> None:
    scene.label()
    asked(scene, "", MERGE)
    with pytest.raises(IntegrityError, match="a worker"):
        attempted(scene, statement)


def test_the_worker_only_gives_back_what_was_to_be_done_anew(scene: Scene) -> None:
    scene.label()
    asked(scene, "", {"kind": "reopen", "classes": [], "guideline_below": 2})
    for statement in (
        "UPDATE workflow_task SET state = 'done', reason = 'guideline'",
        "UPDATE workflow_task SET state = 'returned', reason = 'guideline', owner = %s",
        "UPDATE workflow_task SET state = 'returned', reason = 'recalled'",
    ):
        values = [scene.admin.user] if "%s" in statement else []
        with pytest.raises(IntegrityError, match="gives finished work back"):
            attempted(scene, statement, *values)


def test_what_somebody_else_has_follow_later_is_in_the_name_of_who_ordered_it(
    scene: Scene,
) -> None:
    other = an_account(password=None)
    join(scene.admin, scene.line.project, other, ProjectRole.PROJECT_ADMIN)
    scene.label()
    started = asked(scene, "", MERGE)
    at = f"/api/projects/{scene.line.project}/ontology/changes/{started['id']}/again"
    again = browser_of(other).post(at, {})
    assert followed(scene, again.json()["job_id"]).state == "done"
    with scope.project(scene.line.project):
        authors = rows("SELECT DISTINCT author FROM annotations_revision WHERE duty IS NULL")
        told = rows(
            "SELECT convert_from(body, 'UTF8') FROM audit_event WHERE kind = 'label.followed'"
        )
    assert authors == [(scene.admin.user,)]
    assert all(json.loads(body)["facts"]["change"] == started["id"] for (body,) in told)
    assert scene.events("ontology.followed-again") == 1
