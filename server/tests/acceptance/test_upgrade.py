"""A home that the previous release made and people labeled in is found again, whole, by this one.

- The previous release is taken from this repository's history and runs as it was, on the packages
  of today.
"""

# SPDX-License-Identifier: Apache-2.0
import os
import re
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from acceptance.desk import Desk
from acceptance.up_world import SOURCES, Up, Who, free_port

from tools.dev.shell import ROOT

PREVIOUS = tomllib.loads(Path(__file__).with_name("previous.toml").read_text())
LABELED = 4
MAIN = "sealmark.interfaces.cli.main"
_LINK = re.compile(r"^ +(\w+) +(http\S+/link#\S+)$", re.MULTILINE)


@pytest.fixture
def before(tmp_path: Path) -> list[str]:
    """Where the previous release's packages lie."""
    known = ["git", "cat-file", "-e", PREVIOUS["commit"]]
    if subprocess.run(known, cwd=ROOT, check=False, capture_output=True).returncode != 0:
        pytest.skip("this checkout does not hold the history back to the previous release")
    packed = ["git", "archive", PREVIOUS["commit"], "server/src", "verify/src"]
    archive = subprocess.run(packed, cwd=ROOT, check=True, capture_output=True).stdout
    with tarfile.open(fileobj=BytesIO(archive)) as members:
        members.extractall(tmp_path, filter="data")
    tmp_path.chmod(0o755)
    return [str(tmp_path / "server/src"), str(tmp_path / "verify/src")]


@pytest.fixture
def home() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="sm-upgrade-") as folder:
        Path(folder).chmod(0o711)
        yield Path(folder) / "home"


@pytest.mark.promise("web")
@pytest.mark.timeout(240)
def test_an_upgrade_finds_every_label_draft_and_log_entry_again(
    before: list[str], home: Path
) -> None:
    with _running(home, before) as old:
        labeler = Desk(old.port, _links(old)["labeler"])
        waiting = f"/api/projects/{labeler.project}/work"
        old.until(lambda: labeler.ask("GET", waiting)["label"]["open"] > LABELED, seconds=60)
        handed_in = dict(_label(labeler, number) for number in range(LABELED))
        unfinished = labeler.task("next", {"duty": "label"})
        draft = {"key": "unfinished", "seq": 1, "document": _labels(unfinished["text"], LABELED)}
        labeler.task("draft", draft, unfinished["task_id"])

    with _running(home, SOURCES) as new:
        reviewer = Desk(new.port, _links(new)["reviewer"])
        for number in range(LABELED):
            work = reviewer.task("next", {"duty": "review"})
            assert _plain(work["under_review"]) == handed_in.pop(work["text"])
            verdict = {"key": f"v{number}", "outcome": "accept"}
            reviewer.task("verdict", verdict, work["task_id"])
        assert not handed_in
        again = Desk(new.port, _links(new)["labeler"]).task("next", {"duty": "label"})
        assert _plain(again["document"]) == draft["document"]
        _command(home, "doctor")
        _command(home, "audit", "verify")


def _label(labeler: Desk, number: int) -> tuple[str, dict[str, Any]]:
    """Hand one text in; return the text and the labels, which differ from text to text."""
    work = labeler.task("next", {"duty": "label"})
    labels = _labels(work["text"], number)
    labeler.task("submit", {"key": f"s{number}", "document": labels}, work["task_id"])
    return work["text"], labels


def _labels(text: str, number: int) -> dict[str, Any]:
    start = text.index("Thank")
    span = {"id": f"m{number}", "start": start, "end": start + 5 + number, "class_id": "symptom"}
    answers = [
        {"question_id": "clarity", "value": 1 + number},
        {"question_id": "follow_up", "value": ("yes", "no")[number % 2]},
    ]
    return {"spans": [span | {"attributes": {}}], "answers": answers}


def _plain(document: dict[str, Any]) -> dict[str, Any]:
    """Leave out what this release knows of labels and the previous one did not."""
    return {name: document[name] for name in ("spans", "answers")}


@contextmanager
def _running(home: Path, sources: list[str]) -> Iterator[Up]:
    who = Who(name="self", python=sys.executable, become=[], user=os.geteuid())
    it = Up(who=who, home=home, port=free_port(), program=("-m", MAIN, "up"), sources=sources)
    it.console.unlink(missing_ok=True)
    run = it.start("--demo")
    try:
        it.until(lambda: run.poll() is not None or _all_clear(it), seconds=120)
        assert run.poll() is None, it.told()
        yield it
    finally:
        run.terminate()
        run.wait()
        it.until(lambda: not it.left_over())


def _all_clear(it: Up) -> bool:
    told = len(_links(it)) >= 4
    return told and all(it.state_of(one) == "ready" for one in ("web", "redactor", "sequencer"))


def _links(it: Up) -> dict[str, str]:
    return dict(_LINK.findall(it.told()))


def _command(home: Path, *words: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", MAIN, *words, "--home", str(home)],
        env={"PATH": os.defpath, "PYTHONPATH": os.pathsep.join(SOURCES)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
