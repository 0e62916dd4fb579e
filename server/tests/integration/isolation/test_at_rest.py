"""At rest nothing that was brought in or written is in clear: not in any file of the installation.

- Every place that takes content gets words of its own, which share one stem; then every file of the
  home, of Postgres (tables, write-ahead log, server log) and of the folder for temporary files is
  searched for the stem, in the spellings in which bytes are usually kept.
- A name that is kept in clear on purpose is found by the same search, in a table and in the
  write-ahead log: the search can fail.
"""

# SPDX-License-Identifier: Apache-2.0
import base64
import io
import json
import os
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lines
import psycopg
import pytest
import yaml
from django_fixture import ActAs
from integration.export.scene import Scene, make_scene, no_scan
from integration.identity.people import CLOCK
from integration.isolation import canaries
from integration.isolation.canaries import STEM, found, word
from integration.isolation.statements import rows
from integration.isolation.thief import secrets_of
from postgres_fixture import PgCluster

from sealmark.export import services as exports
from sealmark.export.domain import Content, Wanted
from sealmark.infra import scope
from sealmark.kernel.ids import AssetId, new_uuid
from sealmark.ontology import services as ontology
from sealmark.ontology.domain import read_ontology
from sealmark.redaction import selectors as policies
from sealmark.redaction import services as redaction
from sealmark.redaction.services import Steward
from sealmark.workflow import services as workflow
from sealmark.workflow.domain import Duty


@pytest.fixture(scope="module")
def scene(database: str, acting_as: ActAs) -> Scene:
    _ = database
    return make_scene(acting_as)


@pytest.fixture(scope="module")
def temporary(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder for temporary files of this process, while content passes through."""
    folder, before = tmp_path_factory.mktemp("temporary"), tempfile.tempdir
    tempfile.tempdir, named = str(folder), os.environ.get("TMPDIR")
    os.environ["TMPDIR"] = str(folder)
    yield folder
    tempfile.tempdir = before
    if named is None:
        del os.environ["TMPDIR"]
    else:
        os.environ["TMPDIR"] = named


@dataclass(frozen=True, kw_only=True)
class Disk:
    """Every file by its path; and what those who hold keys read from them."""

    files: list[tuple[str, bytes]]
    bundle: bytes
    draft: object


@pytest.fixture(scope="module")
def disk(scene: Scene, temporary: Path, migrated: PgCluster, database: str) -> Disk:
    """Everything that is on disk once content has passed through everything that keeps it."""
    (temporary / "seen").write_text("plain")
    _publish(scene)
    _bring_in(scene)
    draft = _work(scene)
    _decide(scene)
    bundle = _export(scene)
    _name_the_dataset(scene)
    with psycopg.connect(migrated.admin_dsn(database), autocommit=True) as admin:
        admin.execute("CHECKPOINT")
        admin.execute("SELECT pg_switch_wal()")
        ((oid,),) = admin.execute(
            "SELECT oid::text FROM pg_database WHERE datname = current_database()"
        ).fetchall()
        ((data,),) = admin.execute("SELECT current_setting('data_directory')").fetchall()
    places = [Path(os.environ["SEALMARK_HOME"]), temporary, Path(data)]
    places.append(Path(os.environ["SEALMARK_TEST_POSTGRES"]))
    files = [found for place in places for found in canaries.read_all(place, oid)]
    return Disk(files=files, bundle=bundle, draft=draft)


def _publish(scene: Scene) -> None:
    line = scene.line
    facts: dict[str, Any] = {"by": line.admin, "organization": line.organization, "clock": CLOCK}
    questions = [{"id": "note", "kind": "text", "title": word("question")}]
    schema = read_ontology({**lines.ONTOLOGY, "questions": questions})
    document: dict[str, Any] = yaml.safe_load(policies.pack_yaml("hipaa"))
    document["name"], document["kinds"]["WARD"] = "wards", "token"
    document["dictionaries"] = [{"kind": "WARD", "words": [word("dictionary")]}]
    document["detectors"] = [*document["detectors"], "dictionary"]
    document["detectors"] = list(dict.fromkeys(document["detectors"]))
    with scope.project(line.project):
        ontology.publish_guideline(line.project, f"Mark {word('guideline')}.", **facts)
        ontology.publish_ontology(line.project, schema, **facts)
        redaction.propose_policy(
            line.project, yaml.safe_dump(document), reason=word("policy"), **facts
        )
    with scene.acting_as("redactor"):
        lines.run_jobs(line)


def _bring_in(scene: Scene) -> None:
    foreign = "Le patient prend de l'aspirine tous les matins depuis une semaine, {}."
    texts = [
        f"The patient takes {word('content')} with aspirin and has slept well all the week.",
        f"The patient takes aspirin against {word('content')} and reports no more pain now.",
        f"The patient takes aspirin, not {word('content')}, and will come back next week.",
        *[foreign.format(word("held"))] * 2,
    ]
    items = [
        {
            "text": f"{text} Seen by Mr. John Smith, {n}.",
            "ref": f"{word('external')}{n}",
            "who": f"{word('subject')}{n}",
            "ward": word("shown"),
            "other": word("hidden"),
        }
        for n, text in enumerate(texts)
    ]
    data = "".join(json.dumps(item) + "\n" for item in items).encode()
    lines.upload_file(
        scene.line,
        f"{word('file')}.jsonl",
        data,
        external_id="ref",
        subject="who",
        shown=("ward",),
        hidden=("other",),
    )
    with scene.acting_as("redactor"):
        lines.run_jobs(scene.line)
    lines.upload_file(scene.line, "open.txt", word("part").encode())  # nobody splits this one


def _work(scene: Scene) -> object:
    first, second, reviewer = (scene.line.person() for _ in range(3))
    with scope.project(scene.line.project):
        task = _lease(first, Duty.LABEL)
        workflow.skip(first, task, reason="other", comment=word("skip"), scan=no_scan, clock=CLOCK)
        task = _lease(first, Duty.LABEL)
        workflow.save_draft(first, task, _noted("draft"), key="d", seq=1, scan=no_scan, clock=CLOCK)
    with scope.project(scene.line.project):
        task = _lease(second, Duty.LABEL)
        workflow.submit(second, task, _noted("answer"), key="s", scan=no_scan, clock=CLOCK)
    with scope.project(scene.line.project):
        task = _lease(reviewer, Duty.REVIEW)
        workflow.send_back(
            reviewer, task, comment=word("returned"), key="r", scan=no_scan, clock=CLOCK
        )
    assert scene.label(person=second) == 1
    assert scene.review() == 1
    with scope.project(scene.line.project):
        leased = workflow.lease_next(first, Duty.LABEL, clock=CLOCK)
        assert leased is not None
        return leased.desk.draft()


def _lease(person: workflow.Person, duty: Duty) -> Any:  # noqa: ANN401 - the task's id
    leased = workflow.lease_next(person, duty, clock=CLOCK)
    assert leased is not None
    assert STEM in leased.desk.rendition_content()["text"], "people do see the word"
    return leased.desk.task


def _noted(place: str) -> dict[str, Any]:
    return {"spans": [], "answers": [{"question_id": "note", "value": word(place)}]}


def _decide(scene: Scene) -> None:
    steward = Steward(
        user=scene.steward.user,
        session=scene.session,
        project=scene.line.project,
        organization=scene.line.organization,
    )
    with scope.project(scene.line.project):
        first, second = policies.quarantined(scene.line.project).rows
        redaction.ask_to_look(steward, AssetId(first.asset), clock=CLOCK)
        redaction.release(steward, AssetId(second.asset), reason=word("release"), clock=CLOCK)
        redaction.hide_more(
            steward,
            AssetId(first.asset),
            [redaction.Place(start=0, end=2, kind="OTHER")],
            reason=word("hide"),
            clock=CLOCK,
        )
    with scene.acting_as("redactor"):
        lines.run_jobs(scene.line)


def _export(scene: Scene) -> bytes:
    wanted = Wanted(
        format="jsonl",
        content=Content.RENDITION,
        include_unreviewed=True,
        include_free_text=True,
        recipient_key="",
    )
    person = scene.person(scene.admin)
    with scope.project(scene.line.project):
        export = exports.request(person, wanted, reason=word("export"), clock=CLOCK)
    scene.run_jobs()
    assert scene.view(export).state == "ready", scene.view(export).failure
    return scene.download(export)


def _name_the_dataset(scene: Scene) -> None:
    with scope.project(scene.line.project):
        rows(
            "INSERT INTO assets_dataset (id, project_id, created_at, name)"
            " VALUES (%s, %s, now(), %s)",
            [new_uuid(), scene.line.project, f"zq{STEM[::-1]}"],
        )


def test_no_file_holds_any_of_it_in_clear(disk: Disk) -> None:
    assert found(disk.files, STEM) == {}


def test_the_same_search_finds_a_name_that_is_kept_in_clear(
    disk: Disk,
) -> None:
    places = found(disk.files, STEM[::-1])
    assert any("/pg_wal/" in path for path in places)
    assert any("/base/" in path for path in places)


def test_every_kind_of_file_was_looked_at(disk: Disk) -> None:
    paths = [path for path, _ in disk.files]
    for part in ("/pg_wal/", "/base/", "/global/", "postgres.log", "/blobs/", "/keys/", "/seen"):
        assert any(part in path for path in paths), part


def test_a_bundle_is_sealed_on_disk_and_not_only_compressed(disk: Disk) -> None:
    assert b"data/labels.jsonl" in disk.bundle
    assert found(disk.files, "data/labels.jsonl") == {}


def test_it_is_all_there_for_those_who_hold_the_keys(disk: Disk) -> None:
    with zipfile.ZipFile(io.BytesIO(disk.bundle)) as opened:
        labels = opened.read("data/labels.jsonl").decode()
    for place in ("content", "external"):
        assert word(place) in labels, place
    assert disk.draft == _noted("draft")


def test_no_key_lies_beside_the_data(disk: Disk) -> None:
    keys = {
        f"{identity}/{name}": secret
        for identity in ("web", "worker", "redactor", "sequencer")
        for name, secret in secrets_of(identity).items()
        if name != "scope.key"  # the database verifies scopes with it; it opens nothing
    }
    assert len(set(keys.values())) > 10
    data = [content for path, content in disk.files if "/keys/" not in path]
    for name, secret in keys.items():
        spelled = (secret, secret.hex().encode(), base64.b64encode(secret)[:-1])
        assert not [one for content in data for one in spelled if one in content], name
