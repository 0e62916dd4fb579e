"""The Django plug-in of mypy, told an address that is never used: the settings insist on one.

- It runs as `owner`, the identity that holds no keys; nothing is connected to or opened.
"""

# SPDX-License-Identifier: Apache-2.0
import os
import sys
from pathlib import Path

from mypy.plugin import Plugin
from mypy_django_plugin.main import plugin as django_plugin

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ("server/src", "verify/src")
SURROUNDINGS = {
    "SEALMARK_HOME": str(ROOT / ".mypy_cache/home"),
    "SEALMARK_IDENTITY": "owner",
    "SEALMARK_DB_URL_OWNER": "postgresql://owner@localhost/unused",
    "DJANGO_SETTINGS_MODULE": "sealmark.bootstrap.settings",
}


def plugin(version: str) -> type[Plugin]:
    """Return the plug-in class that mypy asks for."""
    pretend_home()
    return django_plugin(version)


def pretend_home() -> None:
    """Let Django's settings be read where there is no home."""
    sys.path[:0] = [str(ROOT / name) for name in SOURCES]
    os.environ.update(SURROUNDINGS)
