"""The Django plug-in of mypy, given a throwaway home: the settings refuse to start without one.

- The secrets are made up, live under `.mypy_cache` and never open anything.
- While an app that the settings name is not written yet, mypy runs without the plug-in.
"""

# SPDX-License-Identifier: Apache-2.0
import os
import re
import sys
from pathlib import Path

from mypy.plugin import Plugin
from mypy_django_plugin.main import plugin as django_plugin

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "server/src"
SETTINGS = SOURCE / "sealmark/bootstrap/settings.py"
SECRETS = ("django.key", "db_password", "scope.key")
IDENTITY = "owner"


def plugin(version: str) -> type[Plugin]:
    """Return the plug-in class that mypy asks for."""
    if not all_apps_are_written():
        return Plugin
    furnish_home(ROOT / ".mypy_cache/home")
    sys.path[:0] = [str(SOURCE), str(ROOT / "verify/src")]
    return django_plugin(version)


def all_apps_are_written() -> bool:
    """Say whether every app of ours that the settings install exists."""
    if not SETTINGS.exists():
        return False
    apps = re.findall(r'^    "sealmark\.(\w+)",$', SETTINGS.read_text(), re.MULTILINE)
    models = re.search(r'^AUTH_USER_MODEL = "(\w+)\.', SETTINGS.read_text(), re.MULTILINE)
    needed = {*apps, models.group(1)} if models else {*apps}
    return all((SOURCE / "sealmark" / app / "models.py").exists() for app in needed)


def furnish_home(home: Path) -> None:
    """Lay out the folder that the settings read."""
    keys = home / "keys" / IDENTITY
    keys.mkdir(parents=True, exist_ok=True)
    for name in SECRETS:
        (keys / name).write_text("for type checking only")
    os.environ["SEALMARK_HOME"] = str(home)
    os.environ["SEALMARK_IDENTITY"] = IDENTITY
