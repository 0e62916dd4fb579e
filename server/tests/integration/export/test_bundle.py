"""From labels to a bundle that somebody else verifies, without us."""

# SPDX-License-Identifier: Apache-2.0
import json
import os
import random
import zipfile
from pathlib import Path

import pytest
from integration.export.scene import CANARIES, IDS, Scene, all_rows, verify

from sealmark.audit import selectors as audit
from sealmark.infra import scope


def test_a_bundle_of_reviewed_labels_verifies_offline(scene: Scene, tmp_path: Path) -> None:
    scene.ingest()
    labeled = scene.label()
    assert scene.review() == labeled >= 2
    export = scene.request()
    assert scene.view(export).state == "waiting_for_log"
    assert scene.run_jobs() == ["export.gather", "export.rejoin", "export.build"]
    bundle = scene.bundle(export, tmp_path)
    keys = tmp_path / "log.key"
    keys.write_text("".join(f"{key.line}\n" for key in audit.log_keys(scene.line.organization)))
    verdict = verify(bundle, "--key", str(keys))
    assert verdict.returncode == 0, verdict.stdout + verdict.stderr
    assert f"{labeled} label documents, {2 * labeled} revisions" in verdict.stdout
    view = scene.view(export)
    assert view.counts["documents"] == labeled
    assert view.counts["events"] == 2 * labeled
    assert view.size == bundle.stat().st_size


def test_data_comes_under_the_customers_own_ids_without_identifiers(
    scene: Scene, tmp_path: Path
) -> None:
    scene.ingest()
    scene.label()
    scene.review()
    export = scene.request()
    scene.run_jobs()
    with zipfile.ZipFile(scene.bundle(export, tmp_path)) as bundle:
        rows = [json.loads(line) for line in bundle.read("data/labels.jsonl").splitlines()]
        everything = b"".join(bundle.read(name) for name in bundle.namelist())
    assert {row["id"] for row in rows} <= set(IDS)
    assert len({row["id"] for row in rows}) == len(rows)
    assert any(span["quote"] == "aspirin" for row in rows for span in row["spans"])
    assert all(row["reviewed"] for row in rows)
    assert [row["shown"] for row in rows] == [{"ward": "7"}] * len(rows)
    for secret in CANARIES:
        assert secret.encode() not in everything


def test_neither_disk_nor_tables_hold_what_leaves_in_clear(scene: Scene, tmp_path: Path) -> None:
    scene.ingest()
    scene.label()
    scene.review()
    export = scene.request()
    scene.run_jobs(most=2)
    for identity in ("web", "worker"):
        with scene.acting_as(identity):
            rows = all_rows(scene)
        for content in (b"aspirin", b"metformin", b"letter-1"):
            assert not any(content in row for row in rows)
    scene.run_jobs()
    assert b"PK" in scene.bundle(export, tmp_path).read_bytes()
    home = Path(os.environ["SEALMARK_HOME"])
    stored = [path.read_bytes() for path in home.rglob("*") if path.is_file()]
    for content in (b"aspirin", b"metformin", b"letter-1", b"data/labels.jsonl"):
        assert not any(content in blob for blob in stored)


def test_work_that_was_sent_back_ships_with_every_step(scene: Scene, tmp_path: Path) -> None:
    scene.ingest(["The patient takes aspirin and has no pain in the left knee this week."])
    labeler = scene.line.person()
    assert scene.label(person=labeler) == 1
    assert scene.review(send_back=True) == 1
    assert scene.label(person=labeler) == 1
    assert scene.review() == 1
    export = scene.request()
    scene.run_jobs()
    verdict = verify(scene.bundle(export, tmp_path), "--json")
    assert verdict.returncode == 0, verdict.stdout + verdict.stderr
    told = json.loads(verdict.stdout)["summary"]
    assert told["counts"] == {"documents": 1, "revisions": 3, "events": 4}
    assert told["verdicts"] == {"send_back": 1}


@pytest.mark.parametrize("unreviewed", [False, True])
def test_unreviewed_labels_leave_only_if_asked_for(scene: Scene, *, unreviewed: bool) -> None:
    scene.ingest()
    scene.label()
    export = scene.request(unreviewed=unreviewed)
    scene.run_jobs()
    view = scene.view(export)
    assert view.state == ("ready" if unreviewed else "failed")
    assert unreviewed or "no labels are final" in view.failure


def test_a_bundle_with_a_flipped_byte_is_refused(scene: Scene, tmp_path: Path) -> None:
    scene.ingest()
    scene.label()
    scene.review()
    export = scene.request()
    scene.run_jobs()
    bundle = scene.bundle(export, tmp_path)
    whole = bundle.read_bytes()
    for place in random.Random(7).sample(range(len(whole)), 8):  # noqa: S311 - a seeded choice
        flipped = bytearray(whole)
        flipped[place] ^= 1 << (place % 8)
        bundle.write_bytes(flipped)
        assert verify(bundle).returncode == 1, f"byte {place} was not missed"


@pytest.mark.parametrize("name", ["conll", "csv", "label_studio"])
def test_every_format_ships_in_a_bundle_that_verifies(
    scene: Scene, tmp_path: Path, name: str
) -> None:
    scene.ingest()
    scene.label()
    scene.review()
    export = scene.request(name)
    scene.run_jobs()
    bundle = scene.bundle(export, tmp_path)
    assert verify(bundle).returncode == 0
    with zipfile.ZipFile(bundle) as opened:
        report = json.loads(opened.read("data/report.json"))
        ontology = json.loads(opened.read("data/ontology.json"))
    assert report["spans"] >= 1
    assert [one["id"] for one in ontology["classes"]] == ["drug", "dose"]


def test_the_running_log_holds_and_a_changed_entry_is_named(scene: Scene) -> None:
    scene.ingest()
    scene.label()
    scene.sequence()
    with scene.acting_as("worker"):
        verdicts, pending = audit.verify_log()
    assert [one.organization for one in verdicts if one.size > 3]
    assert pending.count == 0
    with scope.project(scene.line.project):
        assert audit.activity(scene.line.organization, scene.line.project)[0][0].kind
