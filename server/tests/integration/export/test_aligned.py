"""Labels made on redacted text, put back on the original for one recipient and nobody else."""

# SPDX-License-Identifier: Apache-2.0
import json
import os
from pathlib import Path

import pytest
from integration.export.scene import CANARIES, Scene, all_rows, verify

from sealmark.interfaces.cli import main as cli
from sealmark.kernel.ids import ExportId

TEXT = "Patient John Smith was given 500 mg of amoxicillin. Call 555-123-4567."


@pytest.fixture
def key(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[Path, str]:
    """A key file, and the line to be given away."""
    path = tmp_path / "mine.key"
    assert cli.main(["recipient", "new", str(path)]) == 0
    return path, capsys.readouterr().out.strip()


def aligned(scene: Scene, recipient: str, *, free_text: bool = False) -> ExportId:
    export = scene.request(recipient=recipient, free_text=free_text)
    scene.approve(export)
    assert scene.run_jobs()[:2] == ["export.gather", "export.align"]
    return export


def test_the_recipient_reads_labels_on_the_original(
    scene: Scene, key: tuple[Path, str], tmp_path: Path
) -> None:
    scene.ingest([TEXT])
    scene.label(cut=True)
    scene.review()
    bundle = scene.bundle(aligned(scene, key[1]), tmp_path)
    assert verify(bundle).returncode == 0
    opened = tmp_path / "labels.jsonl"
    assert cli.main(["decrypt", str(bundle), "--key", str(key[0]), "--output", str(opened)]) == 0
    (row,) = [json.loads(line) for line in opened.read_text().splitlines()]
    assert row["text"] == TEXT
    assert row["id"] == "letter-0"
    quotes = {span["quote"] for span in row["spans"]}
    assert "amoxicillin" in quotes
    assert any("Smith" in quote for quote in quotes), "a cut replacement covers the whole value"


def test_spans_that_cut_a_replacement_are_reported(scene: Scene, key: tuple[Path, str]) -> None:
    scene.ingest([TEXT])
    scene.label(cut=True)
    scene.review()
    export = aligned(scene, key[1])
    assert scene.view(export).counts["lost_cut_replacement"] >= 1


def test_web_and_worker_never_hold_it_in_clear(
    scene: Scene, key: tuple[Path, str], tmp_path: Path
) -> None:
    scene.ingest([TEXT])
    scene.label()
    scene.review()
    bundle = scene.bundle(aligned(scene, key[1]), tmp_path)
    stored = [
        path.read_bytes()
        for path in (bundle, *Path(os.environ["SEALMARK_HOME"], "blobs").rglob("*"))
        if path.is_file()
    ]
    for identity in ("web", "worker"):
        with scene.acting_as(identity):
            stored += all_rows(scene)
    for secret in (*CANARIES[:2], CANARIES[3], TEXT):
        assert not any(secret.encode() in content for content in stored)


def test_somebody_elses_key_opens_nothing(
    scene: Scene, key: tuple[Path, str], tmp_path: Path
) -> None:
    scene.ingest([TEXT])
    scene.label()
    scene.review()
    bundle = scene.bundle(aligned(scene, key[1]), tmp_path)
    other, opened = tmp_path / "other.key", tmp_path / "labels.jsonl"
    assert cli.main(["recipient", "new", str(other)]) == 0
    assert cli.main(["decrypt", str(bundle), "--key", str(other), "--output", str(opened)]) == 1
    assert not opened.exists()


@pytest.mark.parametrize("asked", [False, True])
def test_free_text_goes_along_only_if_asked_for(
    scene: Scene, key: tuple[Path, str], *, asked: bool
) -> None:
    scene.ingest([TEXT])
    scene.label([{"question_id": "note", "value": "the dose is unusual"}])
    scene.review()
    export = aligned(scene, key[1], free_text=asked)
    view = scene.view(export)
    assert view.state == ("ready" if asked else "failed")
    assert asked or "free text" in view.failure
