"""Export: every format with its proof, originals only to a known recipient, nothing that bites.

- One project with three texts: people to hide, a formula to disarm, a drug to find again.
- Bundles are judged by the verifier alone, in a process that may not open a socket.
"""

# SPDX-License-Identifier: Apache-2.0
import csv
import io
import json
import shutil
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from acceptance.installation import Installation, Person, verify_offline
from acceptance.outgoing import FORMATS, TEXTS, label_all, set_up
from acceptance.pages import ExportsPage
from acceptance.stage import Stage
from acceptance.text_pages import JOB_PATIENCE_MS
from playwright.sync_api import Browser, expect

pytestmark = [pytest.mark.promise("web"), pytest.mark.promise("export"), pytest.mark.timeout(240)]
PROJECT = "Outgoing"
DANGEROUS = tuple("=+-@\t\r")


@dataclass(kw_only=True)
class Outgoing(Stage):
    """What left, and what came of it."""

    bundles: dict[str, Path] = field(default_factory=dict)
    key: Path = field(default_factory=Path)
    own_approval: int = -1
    refused: str = ""


@pytest.fixture(scope="module")
def left(
    installation: Installation, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Outgoing:
    stage = Outgoing(home=installation, browser=browser, folder=tmp_path_factory.mktemp("export"))
    with stage.pictured_on_failure():
        admin = stage.enter_as("export-admin", "admin")
        set_up(admin, PROJECT)
        labeler = stage.invite(admin, "export-labeler", "labeler", ["Labeler"])
        steward = stage.invite(admin, "export-steward", "steward", ["Data steward"])
        label_all(stage, labeler, PROJECT)
        _take_out_every_format(stage, admin)
        _take_out_originals(stage, admin, steward)
    return stage


def data_of(bundle: Path) -> tuple[str, bytes]:
    with zipfile.ZipFile(bundle) as opened:
        (name,) = [one for one in opened.namelist() if one.startswith("data/labels.")]
        return name, opened.read(name)


@pytest.mark.parametrize("name", [*FORMATS, "aligned"])
def test_every_bundle_verifies_without_server_or_network(
    left: Outgoing, name: str, tmp_path: Path
) -> None:
    verdict = verify_offline(left.bundles[name], folder=tmp_path)
    assert verdict.returncode == 0, verdict.stderr


@pytest.mark.parametrize("name", [*FORMATS, "aligned"])
def test_one_flipped_byte_in_the_data_is_refused_by_the_name_of_the_file(
    left: Outgoing, name: str, tmp_path: Path
) -> None:
    folder = tmp_path / "bundle"
    with zipfile.ZipFile(left.bundles[name]) as opened:
        opened.extractall(folder)
    assert verify_offline(folder, folder=tmp_path).returncode == 0
    data, _ = data_of(left.bundles[name])
    _flip(folder / data)
    verdict = verify_offline(folder, folder=tmp_path)
    assert verdict.returncode == 1
    assert data in verdict.stderr


def test_one_flipped_byte_anywhere_in_a_bundle_is_refused(left: Outgoing, tmp_path: Path) -> None:
    with zipfile.ZipFile(left.bundles["JSON Lines"]) as opened:
        opened.extractall(tmp_path / "whole")
    files = sorted(one for one in (tmp_path / "whole").rglob("*") if one.is_file())
    assert len(files) > len(FORMATS)
    for number, file in enumerate(files):
        folder = tmp_path / str(number)
        shutil.copytree(tmp_path / "whole", folder)
        _flip(folder / file.relative_to(tmp_path / "whole"))
        assert verify_offline(folder, folder=tmp_path).returncode == 1, file.name


def test_every_format_says_the_same_marks(left: Outgoing) -> None:
    lines = [json.loads(line) for line in data_of(left.bundles["JSON Lines"])[1].splitlines()]
    assert {one["id"] for one in lines} == TEXTS.keys()
    assert _rows(left).keys() == TEXTS.keys()
    for row in _rows(left).values():
        assert [span["quote"] for span in json.loads(row["spans"])] == ["aspirin"]
    tasks = json.loads(data_of(left.bundles["Label Studio JSON"])[1])
    assert json.dumps(tasks).count('"text": "aspirin"') + json.dumps(tasks).count(
        '"text":"aspirin"'
    ) == len(TEXTS)
    tags = [line.split() for line in data_of(left.bundles["CoNLL-2003"])[1].decode().splitlines()]
    assert [one[0] for one in tags if one and one[-1].startswith("B-")] == ["aspirin"] * 3


def test_no_cell_of_the_table_can_become_a_formula(left: Outgoing) -> None:
    assert _rows(left)["x-1"]["text"].startswith("'=")
    assert _rows(left)["x-2"]["text"].startswith("'+1 tablet")
    for row in _rows(left).values():
        assert not [cell for cell in row.values() if cell.startswith(DANGEROUS)]


@pytest.mark.parametrize("name", [*FORMATS, "aligned"])
def test_no_bundle_holds_an_original_in_clear(left: Outgoing, name: str) -> None:
    with zipfile.ZipFile(left.bundles[name]) as opened:
        everything = b"".join(opened.read(one) for one in opened.namelist())
    assert b"quartermaine" not in everything.lower()


def test_the_recipient_alone_opens_the_originals_with_the_labels_on_them(
    left: Outgoing, tmp_path: Path
) -> None:
    bundle, clear = str(left.bundles["aligned"]), tmp_path / "clear.jsonl"
    words = ["decrypt", bundle, "--key", str(left.key), "--output", str(clear)]
    told = left.home.command(*words)
    assert told.returncode == 0, told.stderr
    records = [json.loads(line) for line in clear.read_text(encoding="utf-8").splitlines()]
    assert {one["id"]: one["text"] for one in records} == TEXTS
    for one in records:
        (span,) = one["spans"]
        assert one["text"][span["start"] : span["end"]] == "aspirin"
    stranger, nothing = tmp_path / "stranger.key", tmp_path / "nothing.jsonl"
    left.home.command("recipient", "new", str(stranger))
    refused = left.home.command("decrypt", bundle, "--key", str(stranger), "--output", str(nothing))
    assert refused.returncode == 1
    assert not nothing.exists()


def test_whoever_asks_for_originals_cannot_approve_it(left: Outgoing) -> None:
    assert left.own_approval == 0


def test_originals_do_not_leave_to_a_recipient_whom_nobody_put_on_the_list(left: Outgoing) -> None:
    assert "Originals leave to known recipients only." in left.refused
    states = left.ask(left.people["export-admin"], f"projects/{_project(left)}/exports")
    assert states[0]["state"] == "failed"


def _project(stage: Stage) -> str:
    projects = stage.ask(stage.people["export-admin"], "session")["projects"]
    return str(next(one["id"] for one in projects if one["name"] == PROJECT))


def _flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def _rows(left: Outgoing) -> dict[str, dict[str, str]]:
    """Return the table's rows by id, each cell as a spreadsheet would read it."""
    table = io.StringIO(data_of(left.bundles["CSV"])[1].decode(), newline="")
    return {row["id"]: row for row in csv.DictReader(table)}


def _take_out_every_format(stage: Outgoing, admin: Person) -> None:
    admin.app.open_project(PROJECT)
    admin.app.go("Exports")
    page = ExportsPage(page=admin.app.page)
    for name in FORMATS:
        page.request(name, "The promise of export.")
    for name, short in FORMATS.items():
        stage.bundles[name] = stage.folder / f"{short}.zip"
        page.download(stage.bundles[name], f"{name}, redacted texts")


def _take_out_originals(stage: Outgoing, admin: Person, steward: Person) -> None:
    """Ask for originals for a known recipient and for an unknown one; both are approved."""
    stage.key, unlisted = stage.folder / "mine.key", stage.folder / "unlisted.key"
    lines = [
        stage.home.command("recipient", "new", str(key)).stdout.strip()
        for key in (stage.key, unlisted)
    ]
    allowed = stage.home.command("recipient", "allow", lines[0], "--home", str(stage.home.up.home))
    assert allowed.returncode == 0, allowed.stderr
    asked, approving = ExportsPage(page=admin.app.page), ExportsPage(page=steward.app.page)
    steward.app.open_project(PROJECT)
    for line in lines:
        asked.request("JSON Lines", "For the hospital.", recipient_key=line)
        expect(asked.row("aligned")).to_contain_text("Waits for a second person")
        stage.own_approval = admin.app.page.get_by_role("button", name="Approve").count()
        steward.app.go("Overview")
        steward.app.go("Exports")
        approving.approve("The hospital may have it.")
        if line == lines[0]:
            stage.bundles["aligned"] = stage.folder / "aligned.zip"
            asked.download(stage.bundles["aligned"], "aligned")
    expect(asked.row("aligned")).to_contain_text("Failed", timeout=JOB_PATIENCE_MS)
    stage.refused = asked.row("aligned").inner_text()
