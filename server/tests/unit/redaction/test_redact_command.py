"""`sealmark redact`: JSON lines in, JSON lines out, without a server."""

# SPDX-License-Identifier: Apache-2.0
import argparse
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from unit.redaction.makers import RULES, a_redactor

from sealmark.interfaces.cli import redact
from sealmark.interfaces.cli.redact import KeyFileError, redact_lines
from sealmark.redaction.errors import UnknownPackError
from sealmark.redaction.policy_files import write_policy

Rows = list[dict[str, object]]


def redacted(data: str | bytes, *, verdict: bool = False) -> tuple[Rows, list[str], int]:
    raw = data.encode() if isinstance(data, str) else data
    target, complaints = io.BytesIO(), io.StringIO()
    refused = redact_lines(
        a_redactor(), io.BytesIO(raw), target, complaints=complaints, verdict=verdict
    )
    rows = [json.loads(line) for line in target.getvalue().splitlines()]
    return rows, complaints.getvalue().splitlines(), refused


def test_a_line_comes_back_redacted_with_its_id_and_findings() -> None:
    rows, _, _ = redacted('{"id": 7, "text": "😀 Dr. Webb, MRN 0012345"}')
    (row,) = rows
    assert (row["id"], row["text"]) == (7, "😀 Dr. [NAME_1], MRN [MRN_1]")
    assert row["findings"] == [
        {
            "start": 6,
            "end": 10,
            "kind": "NAME",
            "score": 0.9,
            "detector": "names",
            "version": "1",
        },
        {
            "start": 16,
            "end": 23,
            "kind": "MRN",
            "score": 0.85,
            "detector": "record_numbers",
            "version": "1",
        },
    ]


def test_lines_keep_their_order_over_many_batches() -> None:
    lines = "".join(f'{{"id": {n}, "text": "Mr. Roe number {n}"}}\n' for n in range(300))
    rows, _, _ = redacted(lines)
    assert [row["id"] for row in rows] == list(range(300))


def test_a_broken_line_is_named_and_the_rest_goes_on() -> None:
    rows, complaints, refused = redacted(
        b'{"id": 1, "text": "a"}\n{"id"\n\n[]\n{"id": 4}\n\xff\n{"id": 5, "text": "b"}'
    )
    assert [row["id"] for row in rows] == [1, 5]
    assert [line.partition(":")[0] for line in complaints] == [
        "line 2",
        "line 4",
        "line 5",
        "line 6",
    ]
    assert refused == 4


def test_a_text_over_the_limit_is_refused_with_the_limit() -> None:
    _, complaints, _ = redacted(json.dumps({"id": 1, "text": "a" * 1_000_001}))
    assert complaints == ["line 1: The text is longer than the limit of 1000000 bytes. Split it."]


def test_a_line_over_the_limit_is_refused_and_the_next_is_read() -> None:
    data = json.dumps({"id": 1, "text": "a", "more": "x" * 9_000_000}) + '\n{"id": 2, "text": "b"}'
    rows, complaints, _ = redacted(data)
    assert [row["id"] for row in rows] == [2]
    assert complaints[0].startswith("line 1: The row is longer than the limit")


def test_a_complaint_never_holds_content() -> None:
    _, complaints, _ = redacted('{"text": "Jane Roe"\n{"text": ["Jane Roe"]}')
    assert len(complaints) == 2
    assert not any("Jane" in line for line in complaints)


def test_the_verdict_is_written_when_asked_for() -> None:
    rows, _, _ = redacted('{"id": 1, "text": "Mr. Roe is doing well."}', verdict=True)
    (row,) = rows
    assert (row["state"], row["reasons"], row["language"]) == ("ready", [], "und")


def arguments(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    redact.configure(parser)
    return parser.parse_args(words)


def test_an_unknown_pack_is_refused() -> None:
    with pytest.raises(UnknownPackError):
        redact.run(arguments("--policy", "no-such-pack"))


def test_a_key_of_another_length_is_refused(tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(b"short")
    words = ("--policy", "pci", "--key-file", str(tmp_path / "key"))
    with pytest.raises(KeyFileError):
        redact.run(arguments(*words))


def test_the_command_runs_as_a_process_and_says_by_its_status_that_a_line_failed(
    tmp_path: Path,
) -> None:
    policy = tmp_path / "policy.yaml"
    policy.write_text(write_policy(a_redactor(detectors=RULES, kinds={"NAME": "surrogate"}).policy))
    key = tmp_path / "key"
    key.write_bytes(b"k" * 32)
    command = [sys.executable, "-m", "sealmark.interfaces.cli.main", "redact"]
    command += ["--policy", str(policy), "--key-file", str(key)]
    runs = [
        subprocess.run(
            command, input=b'{"id":"a","text":"Mr. Roe"}\nno\n', capture_output=True, check=False
        )
        for _ in range(2)
    ]
    assert [run.returncode for run in runs] == [1, 1]
    assert runs[0].stdout == runs[1].stdout
    assert b"Roe" not in runs[0].stdout + runs[0].stderr
    assert b"line 2: Not valid JSON" in runs[0].stderr
