"""The web app's lock file, complete for every platform.

- npm leaves out an optional package that its registry does not offer, and then refuses its own
  lock file (`npm ci`: "Missing ... from lock file"). Registries that mirror one platform do that.
- What is left out is always a build of something for another platform. Its entry is added from the
  name and exact version that the parent asks for, with the platform spelled in the name, so that
  `npm ci` knows it and skips it here. Its integrity is unknown until a full registry fills it in.
"""

# SPDX-License-Identifier: Apache-2.0
import json
import re
from pathlib import Path
from typing import Any

from tools.dev.shell import Failure, run

Entry = dict[str, Any]
SYSTEMS = {"android", "darwin", "freebsd", "linux", "openharmony", "sunos", "win32"}
CHIPS = {
    "arm", "arm64", "ia32", "loong64", "mips64el", "ppc64", "riscv64", "s390x", "wasm32", "x64",
}  # fmt: skip
LIBRARIES = {"gnu": "glibc", "musl": "musl", "gnueabihf": "glibc", "musleabihf": "musl"}
EXACT = re.compile(r"\d+\.\d+\.\d+(?:-[\w.]+)?")


def lock_web(folder: Path) -> None:
    """Resolve the lock file anew where `package.json` changed, and complete it."""
    run(["npm", "install", "--package-lock-only", "--no-audit", "--no-fund"], cwd=folder)
    path = folder / "package-lock.json"
    locked = json.loads(path.read_text())
    locked["packages"] = completed(locked["packages"])
    path.write_text(json.dumps(locked, indent=2, ensure_ascii=False) + "\n")


def completed(packages: dict[str, Entry]) -> dict[str, Entry]:
    """Return the lock's packages with an entry for each build for another platform."""
    added: dict[str, Entry] = {}
    for entry in packages.values():
        for name, version in entry.get("optionalDependencies", {}).items():
            key = f"node_modules/{name}"
            if key not in packages and is_platform_build(name):
                added[key] = platform_entry(name, version, dev=bool(entry.get("dev")))
    root = {"": packages[""]} if "" in packages else {}
    rest = {key: each for key, each in packages.items() if key}
    return {**root, **dict(sorted({**rest, **added}.items()))}


def is_platform_build(name: str) -> bool:
    """Say whether a package's name spells a platform."""
    return bool(words(name) & (SYSTEMS | CHIPS))


def platform_entry(name: str, version: str, *, dev: bool) -> Entry:
    """Write the entry of a build for another platform."""
    if not EXACT.fullmatch(version):
        raise Failure(f"{name}@{version}: a build for a platform is pinned exactly, or not locked")
    entry: Entry = {"version": version, "cpu": sorted(words(name) & CHIPS)}
    if dev:
        entry["dev"] = True
    libraries = sorted({LIBRARIES[word] for word in words(name) if word in LIBRARIES})
    if libraries:
        entry["libc"] = libraries
    entry["optional"] = True
    systems = sorted(words(name) & SYSTEMS)
    if systems:
        entry["os"] = systems
    return {key: value for key, value in entry.items() if value != []}


def words(name: str) -> set[str]:
    """Split a package's name where platforms are spelled: `@x/cli-linux-x64-musl`."""
    return set(re.split(r"[-/]", name))
