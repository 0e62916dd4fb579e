"""Chromium: where the browser for the acceptance tests comes from.

- Order: `SEALMARK_CHROMIUM`, PATH, Debian's package where we may install it, Playwright's own.
- A wrong `SEALMARK_CHROMIUM` is an error, never silently another browser.
"""

# SPDX-License-Identifier: Apache-2.0
import os
import shutil
from pathlib import Path

from tools.dev.shell import Failure, run, succeeds

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HINT = "no Chromium: install one, or set SEALMARK_CHROMIUM to its path"


def in_ci() -> bool:
    """Say whether this is a CI run, where a missing browser is a failure."""
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}


def find_chromium() -> Path | None:
    """Return the browser to use, or nothing if this machine has none."""
    named = os.environ.get("SEALMARK_CHROMIUM")
    if named:
        if not os.access(named, os.X_OK):
            raise Failure(f"SEALMARK_CHROMIUM={named} is not a program that can be started")
        return Path(named)
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    return Path(found) if found else find_playwrights_own()


def find_playwrights_own() -> Path | None:
    """Return the browser that Playwright downloaded earlier, the newest one."""
    default = Path.home() / ".cache/ms-playwright"
    cache = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or default)
    found = [*cache.glob("chromium-*/chrome-linux*/chrome")]
    found += cache.glob("chromium-*/chrome-mac*/*.app/Contents/MacOS/*")
    return max(found, key=lambda path: path.stat().st_mtime, default=None)


def ensure_chromium(python: Path) -> Path | None:
    """Return a browser, installing one if that is possible here; `python` has Playwright."""
    found = find_chromium()
    if found:
        return found
    if not install_from_debian():
        succeeds([python, "-m", "playwright", "install", "chromium"])
    return find_chromium()


def install_from_debian() -> bool:
    """Install the distribution's package; only root may."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    install = ["apt-get", "install", "-y", "--no-install-recommends", "chromium"]
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    if succeeds(install, extra=quiet):
        return True
    # A fresh machine has no package lists yet.
    if not succeeds(["apt-get", "update"], extra=quiet):
        return False
    run(install, extra=quiet)
    return True
