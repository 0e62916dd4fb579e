"""Commands that act as `web` on this machine: the same services, the same policies, no network."""

# SPDX-License-Identifier: Apache-2.0
import argparse
import os
from pathlib import Path

import django

from sealmark.infra.home import default_home


def add_home(parser: argparse.ArgumentParser) -> None:
    """Add `--home`."""
    home = default_home(os.environ)
    parser.add_argument("--home", type=Path, default=home, help=f"where all is kept ({home})")


def become_web(home: Path) -> None:
    """Be the web identity of a home; its database must be running."""
    os.environ["SEALMARK_HOME"] = str(home.expanduser().resolve())
    os.environ["SEALMARK_IDENTITY"] = "web"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sealmark.bootstrap.settings")
    django.setup()
