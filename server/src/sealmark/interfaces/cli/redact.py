"""Redact JSON lines under a policy, without a server: standard input to standard output.

- In: one `{"id", "text"}` per line, UTF-8. Out: `{"id", "text", "findings"}` in the same order;
  places are code points of the input text, only what was hidden is listed.
- A line that cannot be taken is named by its number on standard error and left out; the rest
  goes on, and the exit status is 1 at the end. Messages never hold content.
- Memory is one batch, whatever the length of the input.
"""

# SPDX-License-Identifier: Apache-2.0
import argparse
import json
import secrets
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO, Final, TextIO

from sealmark.interfaces.cli import output
from sealmark.kernel.errors import InvalidInputError
from sealmark.modalities.text.limits import DEFAULT_LIMITS
from sealmark.modalities.text.problems import Problem, ProblemError

# Redaction's services live with a database; this command has none, and runs the pipeline itself.
from sealmark.redaction.outcome import Outcome, Source  # allow-privacy: no database
from sealmark.redaction.pipeline import Redactor  # allow-privacy: no database
from sealmark.redaction.policy_files import find_policy, pack_names  # allow-privacy: no database
from sealmark.redaction.replacing import MemorySurrogates, Secrets  # allow-privacy: no database

BATCH_TEXTS: Final = 128
BATCH_CODE_POINTS: Final = 400_000
_KEY_BYTES: Final = 32


class KeyFileError(InvalidInputError):
    """The key file must hold exactly 32 bytes. Make one with: openssl rand -out FILE 32."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One line that can be redacted; `known_as` is its id as it was given."""

    known_as: object
    text: str


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "--policy", required=True, metavar="FILE", help=f"a policy file, or {_packs()}"
    )
    parser.add_argument(
        "--key-file",
        type=Path,
        metavar="FILE",
        help="32 bytes that make surrogates and date shifts repeatable; without it they differ "
        "from run to run",
    )
    parser.add_argument(
        "--verdict",
        action="store_true",
        help="also write state, reasons, risk in basis points, language and tier",
    )


def run(arguments: argparse.Namespace) -> int:
    """Redact standard input; return 0, or 1 if a line could not be taken."""
    redactor = Redactor(find_policy(arguments.policy), _secrets(arguments.key_file))
    refused = redact_lines(
        redactor,
        sys.stdin.buffer,
        sys.stdout.buffer,
        complaints=sys.stderr,
        verdict=arguments.verdict,
    )
    if refused:
        output.complain(f"sealmark redact: {refused} of the lines could not be redacted")
    return 1 if refused else 0


def redact_lines(
    redactor: Redactor, source: BinaryIO, target: BinaryIO, *, complaints: TextIO, verdict: bool
) -> int:
    """Redact all lines of `source` into `target`; return how many were refused."""
    refused = 0
    for batch in _batches(source):
        lines = [line for line in batch if isinstance(line, _Line)]
        for complaint in (line for line in batch if isinstance(line, str)):
            refused += 1
            complaints.write(f"{complaint}\n")
        outcomes = redactor.redact_many([Source(text=line.text) for line in lines])
        target.writelines(
            _written(line, outcome, verdict=verdict)
            for line, outcome in zip(lines, outcomes, strict=True)
        )
        target.flush()
    return refused


def _batches(source: BinaryIO) -> Iterator[list[_Line | str]]:
    batch: list[_Line | str] = []
    size = 0
    for line in _lines(source):
        batch.append(line)
        size += len(line.text) if isinstance(line, _Line) else 0
        if len(batch) >= BATCH_TEXTS or size >= BATCH_CODE_POINTS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _lines(source: BinaryIO) -> Iterator[_Line | str]:
    """Yield each line as parsed, or as the complaint about it."""
    for number, raw in enumerate(_bounded(source), start=1):
        try:
            line = _parsed(raw, first=number == 1)
        except ProblemError as problem:
            yield f"line {number}: {problem}"
            continue
        if line is not None:
            yield line


def _bounded(source: BinaryIO) -> Iterator[bytes | None]:
    """Yield lines; None for one that is longer than a row may be (it is read past, not kept)."""
    limit = DEFAULT_LIMITS.row_bytes
    while line := source.readline(limit):
        if line.endswith(b"\n") or len(line) < limit:
            yield line
            continue
        while (rest := source.readline(limit)) and not rest.endswith(b"\n"):
            pass
        yield None


def _parsed(raw: bytes | None, *, first: bool) -> _Line | None:
    if raw is None:
        raise ProblemError(Problem.ROW_TOO_LARGE, limit=DEFAULT_LIMITS.row_bytes)
    try:
        row = raw.decode("utf-8-sig" if first else "utf-8").strip()
    except UnicodeDecodeError as cause:
        raise ProblemError(Problem.ENCODING) from cause
    if not row:
        return None
    try:
        document = json.loads(row)
    except (ValueError, RecursionError) as cause:
        raise ProblemError(Problem.BROKEN_JSON) from cause
    if not isinstance(document, dict):
        raise ProblemError(Problem.NOT_AN_OBJECT)
    return _Line(known_as=document.get("id"), text=_text_of(document))


def _text_of(document: dict[str, object]) -> str:
    if "text" not in document:
        raise ProblemError(Problem.NO_CONTENT)
    text = document["text"]
    if not isinstance(text, str):
        raise ProblemError(Problem.CONTENT_NOT_TEXT)
    DEFAULT_LIMITS.refuse_text(text)
    return text


def _written(line: _Line, outcome: Outcome, *, verdict: bool) -> bytes:
    row: dict[str, object] = {
        "id": line.known_as,
        "text": outcome.rendition_text,
        "findings": [asdict(finding) for finding in outcome.findings],
    }
    if verdict:
        row |= {
            "state": outcome.state,
            "reasons": list(outcome.reasons),
            "risk_bp": outcome.risk_bp,
            "language": outcome.language,
            "tier": outcome.tier,
        }
    return json.dumps(row, ensure_ascii=False).encode() + b"\n"


def _secrets(key_file: Path | None) -> Secrets:
    key = secrets.token_bytes(_KEY_BYTES) if key_file is None else key_file.read_bytes()
    if len(key) != _KEY_BYTES:
        raise KeyFileError(field="key-file")
    return Secrets(key=key, table=MemorySurrogates())


def _packs() -> str:
    names: Iterable[str] = pack_names()
    return "one of the packs " + ", ".join(names)
