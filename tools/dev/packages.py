"""`make build`: the wheels that people install, with the built web app inside."""

# SPDX-License-Identifier: Apache-2.0
import shutil

from tools.dev.environment import LINKED, PYTHON
from tools.dev.shell import ROOT, run, step

DIST = ROOT / "dist"


def build() -> None:
    """Write fresh wheels into `dist/`."""
    shutil.rmtree(DIST, ignore_errors=True)
    for name in LINKED:
        with step(f"wheel of {name}"):
            run([PYTHON, "-m", "build", "--wheel", "--no-isolation", "--outdir", DIST, ROOT / name])
