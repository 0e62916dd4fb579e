"""The Django plug-in of mypy, as soon as there are settings to read.

- Before `sealmark.bootstrap.settings` exists, mypy runs without it instead of failing.
"""

# SPDX-License-Identifier: Apache-2.0
from pathlib import Path

from mypy.plugin import Plugin
from mypy_django_plugin.main import plugin as django_plugin

SETTINGS = Path(__file__).parents[1] / "server/src/sealmark/bootstrap/settings.py"


def plugin(version: str) -> type[Plugin]:
    """Return the plug-in class that mypy asks for."""
    return django_plugin(version) if SETTINGS.exists() else Plugin
