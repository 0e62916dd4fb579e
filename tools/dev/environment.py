"""The Python environment: `.venv`, filled from the lock by hash, our packages linked in.

- Nothing is removed: an environment that already matches the lock is taken as it is.
- A stamp of the lock makes the second run a matter of milliseconds.
"""

# SPDX-License-Identifier: Apache-2.0
import hashlib
import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from tools.dev.lock import DEVELOPMENT, entry_of, pins
from tools.dev.shell import ROOT, Command, Failure, capture, run, step, succeeds

VENV = ROOT / ".venv"
PYTHON = VENV / "bin/python"
STAMP = VENV / "sealmark-setup.json"
PIP: Command = (PYTHON, "-m", "pip", "install", "-qq", "--disable-pip-version-check")
BY_HASH = ("--require-hashes", "--no-deps", "--only-binary", ":all:", "-r")
LINKED = ("verify", "server")
OLDEST = (3, 11)
INSTALLED = (
    "import importlib.metadata as m, json;"
    "print(json.dumps({d.name: d.version for d in m.distributions()}))"
)


def ensure_environment() -> None:
    """Make `.venv` hold exactly what the lock names (more does no harm)."""
    wanted = digest([DEVELOPMENT, *(ROOT / name / "pyproject.toml" for name in LINKED)])
    if stamped() == wanted:
        return
    with step("Python environment"):
        create_environment()
        if not matches_lock():
            install_lock()
        link_ours()
    STAMP.write_text(json.dumps({"setup": wanted}))


def create_environment() -> None:
    """Make an empty environment where there is none yet."""
    if PYTHON.exists():
        return
    if sys.version_info < OLDEST:
        raise Failure(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}")
    run([sys.executable, "-m", "venv", VENV])


def install_lock() -> None:
    """Install the locked versions: wheels only, each checked against its hash.

    `uv` takes seconds where pip takes a minute; where it cannot reach the registry that pip is
    configured for, pip does it.
    """
    print(f"   {len(pins(DEVELOPMENT))} packages by hash", flush=True)
    only_uv = VENV / "uv.lock"
    only_uv.write_text(entry_of("uv", DEVELOPMENT.read_text()))
    run([*PIP, *BY_HASH, only_uv])
    with_uv: Command = [
        VENV / "bin/uv",
        "pip",
        "install",
        "--quiet",
        "--python",
        PYTHON,
        *registry(),
    ]
    if not succeeds([*with_uv, *BY_HASH, DEVELOPMENT]):
        print("   with pip; about a minute", flush=True)
        run([*PIP, *BY_HASH, DEVELOPMENT])


def registry() -> list[str]:
    """Return the option that makes `uv` use the registry that pip is configured for."""
    status, printed = capture([PYTHON, "-m", "pip", "config", "get", "global.index-url"])
    address = os.environ.get("PIP_INDEX_URL") or (printed.strip() if status == 0 else "")
    return ["--default-index", address] if address else []


def link_ours() -> None:
    """Install our own packages so that they run from this checkout."""
    for name in LINKED:
        run([*PIP, "--no-deps", "--no-build-isolation", "--editable", ROOT / name])


def matches_lock() -> bool:
    """Say whether every locked package that belongs on this platform is installed as locked."""
    status, printed = capture([PYTHON, "-c", INSTALLED])
    if status != 0:
        return False
    return not differences(pins(DEVELOPMENT), json.loads(printed), optional_names())


def differences(
    locked: dict[str, str], installed: dict[str, str], optional: set[str]
) -> dict[str, str]:
    """Return the locked packages that are missing or of another version, with the version."""
    present = {name.lower().replace("_", "-").replace(".", "-"): v for name, v in installed.items()}
    return {
        name: version
        for name, version in locked.items()
        if present.get(name) != version and not (name in optional and name not in present)
    }


def optional_names() -> set[str]:
    """Return the packages that the lock wants on some platforms only."""
    lines = DEVELOPMENT.read_text().splitlines()
    return {line.split("==")[0] for line in lines if "==" in line and " ; " in line}


def stamped() -> str | None:
    """Return the digest of the last finished set-up."""
    if not STAMP.exists() or not PYTHON.exists():
        return None
    return str(json.loads(STAMP.read_text()).get("setup"))


def digest(files: Iterable[Path]) -> str:
    """Return one digest over the names and contents of `files`."""
    total = hashlib.sha256()
    for path in sorted(files):
        total.update(str(path.relative_to(ROOT)).encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()
