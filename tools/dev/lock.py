"""The lock files: every package by exact version and hash, no registry address, no machine path.

- `requirements.lock` is what the product runs on; `requirements-dev.lock` adds the tools.
- Both come from the `dependencies` of the packages and the `dev` group of the workspace.
- Our own packages are never locked: they are this checkout.
"""

# SPDX-License-Identifier: Apache-2.0
import re
import subprocess
import tomllib
from pathlib import Path

from tools.dev.shell import ROOT, Failure

RUNTIME = ROOT / "requirements.lock"
DEVELOPMENT = ROOT / "requirements-dev.lock"
OURS = {"sealmark", "sealmark-verify", "sealmark-sdk"}
PACKAGES = (ROOT / "server/pyproject.toml", ROOT / "verify/pyproject.toml")
PINNED = re.compile(r"^(?P<name>[\w.-]+)(?:\[[\w,-]+\])?==(?P<version>[^\s;\\]+)", re.MULTILINE)


def lock(uv: Path) -> None:
    """Write both lock files, keeping the versions already locked where they still fit."""
    wanted = product_requirements() + development_requirements()
    compile_lock(uv, wanted, DEVELOPMENT)
    # What was tested is what runs: the product takes the versions that the tests ran with.
    compile_lock(uv, product_requirements(), RUNTIME, "--constraint", DEVELOPMENT.name)


def compile_lock(uv: Path, requirements: list[str], target: Path, *options: str) -> None:
    """Resolve `requirements` for every platform and Python that we support into `target`."""
    command: list[str | Path] = [
        uv,
        "pip",
        "compile",
        "-",
        "--output-file",
        target.name,
        "--universal",
    ]
    command += ["--python-version", "3.11", "--generate-hashes", "--no-emit-index-url"]
    command += ["--no-annotate", "--custom-compile-command", "make lock", "--quiet", *options]
    child = subprocess.run(command, cwd=ROOT, input="\n".join(requirements), text=True, check=False)
    if child.returncode != 0:
        raise Failure(f"{target.name} could not be resolved; see above")


def product_requirements() -> list[str]:
    """Return what our packages declare, without our own packages."""
    declared: list[str] = []
    for path in PACKAGES:
        declared += tomllib.loads(path.read_text())["project"]["dependencies"]
    return sorted({line for line in declared if bare_name(line) not in OURS})


def development_requirements() -> list[str]:
    """Return the `dev` group of the workspace."""
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text())["dependency-groups"]
    return [str(line) for line in groups["dev"]]


def bare_name(requirement: str) -> str:
    """Return the normalized name of a requirement: `Psycopg[binary]>=3` -> `psycopg`."""
    name = re.split(r"[\s\[<>=!~;]", requirement.strip(), maxsplit=1)[0]
    return normalized(name)


def normalized(name: str) -> str:
    """Spell a package name as registries compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(path: Path) -> dict[str, str]:
    """Return name -> version of a lock file."""
    found = PINNED.finditer(path.read_text())
    return {normalized(match["name"]): match["version"] for match in found}


def entry_of(name: str, text: str) -> str:
    """Return the part of a lock file that pins one package: its line and its hashes."""
    match = re.search(rf"^{re.escape(name)}==.*(?:\n .*)*\n?", text, re.MULTILINE)
    if not match:
        raise Failure(f"{name} is not in the lock file; run `make lock`")
    return match.group(0)
