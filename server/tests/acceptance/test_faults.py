"""Kill -9 while people label: nothing acknowledged is lost, doubled or left out of the log."""

# SPDX-License-Identifier: Apache-2.0
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


@pytest.mark.promise("main-job")
@pytest.mark.timeout(400)
def test_what_was_acknowledged_survives_the_killing_of_any_process() -> None:
    environment = {**os.environ, "SEALMARK_BENCH_KILLS": "5"}
    for name in [name for name in environment if name.startswith("SEALMARK_DB_URL_")]:
        del environment[name]  # those of the test database
    ran = subprocess.run(
        [sys.executable, "-m", "benchmarks.faults"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=380,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    lines = (line.split() for line in ran.stdout.splitlines())
    figures = {words[0]: float(words[1]) for words in lines if len(words) == 2}
    assert figures["kills"] == 5
    assert figures["acknowledged"] > 0
    assert (figures["lost"], figures["doubled"], figures["unaudited"]) == (0, 0, 0)
