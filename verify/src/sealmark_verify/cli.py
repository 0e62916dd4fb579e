"""The command `sealmark-verify BUNDLE`: one bundle in, one verdict out.

- Exit status 0: everything holds. 1: something does not, or cannot be read. 2: wrong usage.
- Nothing is written but standard output and standard error; nothing is fetched.
"""

# SPDX-License-Identifier: Apache-2.0
import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from sealmark_verify import __version__
from sealmark_verify.bundle import verify_bundle
from sealmark_verify.errors import BundleError, FormatError
from sealmark_verify.keys import VerifierKey, parse_key_file, parse_key_line
from sealmark_verify.summary import KeyTrust, Summary

HOLDS, BROKEN, USAGE = 0, 1, 2


def main(arguments: Sequence[str], out: TextIO, err: TextIO) -> int:
    """Verify the bundle that `arguments` name; return the exit status."""
    parser = _parser()
    options = parser.parse_args(arguments)
    bundle = Path(options.bundle)
    try:
        trusted = tuple(key for given in options.key for key in _keys(given))
    except (FormatError, OSError) as cause:
        err.write(f"--key: not a key line, and not a file of key lines ({_reason(cause)})\n")
        return USAGE
    if not bundle.exists():
        err.write("the bundle does not exist; give a .zip file or a folder\n")
        return USAGE
    try:
        summary = _verified(bundle, trusted)
    except BundleError as failure:
        return _report_failure(failure, out if options.json else err, as_json=options.json)
    if options.json:
        _write_json(out, {"verified": True, "summary": summary.to_json()})
    elif not options.quiet:
        _write_summary(out, summary)
    return HOLDS


def entry() -> None:
    """Run as a command."""
    sys.exit(main(sys.argv[1:], sys.stdout, sys.stderr))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="sealmark-verify",
        description="Prove a Sealmark export offline, without trusting the server that made it.",
        epilog="exit status: 0 everything holds, 1 something does not, 2 wrong usage",
        allow_abbrev=False,
    )
    parser.add_argument("bundle", metavar="BUNDLE", help="the exported .zip file, or its folder")
    parser.add_argument(
        "--key",
        action="append",
        default=[],
        metavar="FILE|KEYLINE",
        help="the log's key, had from its owner another way; may be given twice",
    )
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    parser.add_argument("--quiet", action="store_true", help="print nothing when everything holds")
    parser.add_argument("--version", action="version", version=f"sealmark-verify {__version__}")
    return parser


def _keys(given: str) -> tuple[VerifierKey, ...]:
    """Read a key line, or a file of key lines."""
    try:
        return (parse_key_line(given),)
    except FormatError:
        return parse_key_file(Path(given).read_bytes())


def _verified(bundle: Path, trusted: Sequence[VerifierKey]) -> Summary:
    try:
        return verify_bundle(bundle, trusted)
    except OSError as cause:
        raise BundleError(f"it cannot be read ({_reason(cause)})", where="the bundle") from cause


def _report_failure(failure: BundleError, stream: TextIO, *, as_json: bool) -> int:
    if as_json:
        _write_json(stream, {"verified": False, "where": failure.where, "what": failure.what})
    else:
        stream.write(f"NOT VERIFIED\n{failure.where}: {failure.what}\n")
    return BROKEN


def _write_summary(out: TextIO, summary: Summary) -> None:
    found = any(trust is KeyTrust.FOUND for _, trust in summary.trust)
    out.write("VERIFIED\n" if not found else "VERIFIED, WITH A KEY THAT YOU DID NOT GIVE\n")
    out.writelines(f"{line}\n" for line in summary.lines())


def _write_json(stream: TextIO, value: dict[str, object]) -> None:
    stream.write(json.dumps(value, indent=2) + "\n")


def _reason(cause: FormatError | OSError) -> str:
    return (cause.strerror or "unknown error") if isinstance(cause, OSError) else str(cause)
