"""The command: exit statuses, what it prints, and that it stands alone."""

# SPDX-License-Identifier: Apache-2.0
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import sealmark_verify
from sealmark_verify import __version__
from sealmark_verify.cli import entry, main
from sealmark_verify.keys import format_key_file
from verify.tests.scene import EXPORT, LABELER, PROJECT, REVIEWER, Log, Scene, label_statement, uuid


@pytest.fixture
def path(scene: Scene, tmp_path: Path) -> Path:
    path = tmp_path / "bundle.zip"
    path.write_bytes(scene.export())
    return path


def run(*arguments: object) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    status = main([str(argument) for argument in arguments], out, err)
    return status, out.getvalue(), err.getvalue()


def test_a_good_bundle_with_a_given_key_is_verified(scene: Scene, path: Path) -> None:
    status, out, err = run(path, "--key", scene.log.keys[0].line)
    assert (status, err) == (0, "")
    assert out.startswith("VERIFIED\n")
    assert PROJECT in out
    assert scene.log.keys[0].fingerprint in out
    assert "given by you" in out


def test_the_summary_answers_the_five_questions(path: Path) -> None:
    out = run(path)[1]
    for answer in (
        f"{LABELER} (label) x4",
        f"{REVIEWER} (review) x1",
        "2026-01-31T12:00:00.000000Z to 2026-01-31T13:00:00.000000Z",
        f"guideline   v3 {uuid(22)}",
        f"policy      v2 {uuid(23)}",
        "steps       label: correct x1",
        "review: correct x1",
        "verdicts    accept x1",
        "send_back x1",
        "criteria    corrected x2",
        "origin      human x5",
    ):
        assert answer in out


def test_a_key_file_is_as_good_as_a_line(scene: Scene, path: Path, tmp_path: Path) -> None:
    keys = tmp_path / "log.key"
    keys.write_bytes(format_key_file(scene.log.keys))
    assert run(path, "--key", keys)[1].count("given by you") == 2


def test_without_a_key_the_verdict_says_what_it_is_worth(path: Path) -> None:
    status, out, _ = run(path)
    assert status == 0
    assert out.startswith("VERIFIED, WITH A KEY THAT YOU DID NOT GIVE\n")
    assert "anyone can make such a bundle" in out


def test_a_stranger_s_key_is_refused(path: Path) -> None:
    status, out, err = run(path, "--key", Log().keys[0].line)
    assert (status, out) == (1, "")
    assert "not the key of this bundle" in err


def test_quiet_says_nothing_when_all_is_well(path: Path) -> None:
    assert run(path, "--quiet") == (0, "", "")


def test_programs_get_json(path: Path) -> None:
    status, out, err = run(path, "--json")
    assert (status, err) == (0, "")
    found = json.loads(out)
    assert found["verified"] is True
    assert found["summary"]["export"] == EXPORT
    assert found["summary"]["keys"][0]["trust"] == "found"


@pytest.mark.parametrize("as_json", [True, False])
def test_a_bent_bundle_is_refused_and_the_place_named(path: Path, *, as_json: bool) -> None:
    data = bytearray(path.read_bytes())
    data[50] ^= 1
    path.write_bytes(data)
    status, out, err = run(path, *(["--json"] if as_json else []))
    assert status == 1
    if as_json:
        assert json.loads(out)["where"] == "the zip container"
        assert json.loads(out)["verified"] is False
    else:
        assert err.startswith("NOT VERIFIED\nthe zip container: ")


def test_what_is_no_bundle_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"hello")
    (tmp_path / "folder").mkdir()
    assert run(tmp_path / "a.zip")[0] == 1
    assert run(tmp_path / "folder")[0] == 1


def test_a_file_that_may_not_be_read_is_named_as_such(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path, _mode: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    status, _, err = run(path)
    assert (status, "Permission denied" in err) == (1, True)


@pytest.mark.parametrize("key", ["nonsense", "a+b+c", "", "x" * 5000])
def test_a_key_that_is_neither_line_nor_file_is_wrong_usage(path: Path, key: str) -> None:
    status, out, err = run(path, "--key", key)
    assert (status, out) == (2, "")
    assert err.startswith("--key: ")


def test_a_file_that_holds_no_key_is_wrong_usage(path: Path, tmp_path: Path) -> None:
    (tmp_path / "log.key").write_bytes(b"nonsense\n")
    assert run(path, "--key", tmp_path / "log.key")[0] == 2


def test_a_bundle_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    status, _, err = run(tmp_path / "absent.zip")
    assert (status, "does not exist" in err) == (2, True)


@pytest.mark.parametrize("arguments", [[], ["a", "b"], ["--no-such-option", "a"]])
def test_unknown_arguments_are_wrong_usage(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        run(*arguments)
    assert caught.value.code == 2


def test_many_people_are_cut_on_screen_and_whole_in_json(scene: Scene, tmp_path: Path) -> None:
    from_many = tmp_path / "many.zip"
    from_many.write_bytes(many_people(scene).export())
    assert "... and 7 more" in run(from_many)[1]
    assert len(json.loads(run(from_many, "--json")[1])["summary"]["people"]) == 27


def many_people(scene: Scene) -> Scene:
    for number in range(100, 124):
        scene.label(label_statement(number, actor=uuid(number)))
    return scene


@pytest.fixture
def alone(tmp_path: Path) -> dict[str, str]:
    """An environment in which only the verifier's own folder can be imported from."""
    source = Path(sealmark_verify.__file__).parents[1]
    return {"PYTHONPATH": str(source), "PATH": os.environ["PATH"], "HOME": str(tmp_path)}


def test_the_command_runs_as_a_program(path: Path, alone: dict[str, str]) -> None:
    program = "from sealmark_verify.cli import entry; entry()"
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)],
        env=alone,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "VERIFIED" in done.stdout


def test_it_imports_cryptography_and_nothing_else_from_outside(alone: dict[str, str]) -> None:
    program = (
        "import sys; before = set(sys.modules); import sealmark_verify.cli;"
        "import sealmark_verify.bundle_writer, sealmark_verify.dsse;"
        "roots = {name.split('.')[0] for name in set(sys.modules) - before};"
        "print(*sorted(roots - set(sys.stdlib_module_names)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], env=alone, capture_output=True, text=True, check=True
    )
    # The first two belong to `cryptography`.
    allowed = {"_cffi_backend", "_openssl", "cryptography", "sealmark_verify"}
    assert set(done.stdout.split()) <= allowed


def test_it_knows_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        run("--version")
    assert caught.value.code == 0
    assert capsys.readouterr().out == f"sealmark-verify {__version__}\n"


def test_the_entry_point_ends_with_the_status(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["sealmark-verify", str(path)])
    with pytest.raises(SystemExit) as caught:
        entry()
    assert caught.value.code == 0
    assert capsys.readouterr().out.startswith("VERIFIED")
