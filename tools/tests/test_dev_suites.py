"""Promises, benchmarks and checks, by name."""

# SPDX-License-Identifier: Apache-2.0
import json
from pathlib import Path

import pytest

from tools import bench, layers
from tools.dev import suites
from tools.dev.__main__ import COMMANDS
from tools.dev.checks import Check, carry_out
from tools.dev.shell import Failure


def test_promises_are_found_by_their_marker(tmp_path: Path) -> None:
    path = tmp_path / "test_x.py"
    path.write_text(
        'import pytest\n@pytest.mark.promise("ingest")\ndef test_a(): ...\n'
        '@pytest.mark.skip("promise")\ndef test_b(): ...\n'
    )

    assert list(suites.promises_in(path)) == ["ingest"]


def test_an_unknown_promise_is_a_clear_error() -> None:
    with pytest.raises(Failure, match="no promise 'moon'"):
        suites.files_of_promise("moon")


def test_an_unknown_benchmark_is_a_clear_error() -> None:
    with pytest.raises(Failure, match="no benchmark 'moon'"):
        COMMANDS["bench"]("moon")


def test_a_module_with_run_is_a_benchmark(tmp_path: Path) -> None:
    (tmp_path / "clinical_recall.py").write_text("\ndef run() -> dict[str, float]: ...\n")
    (tmp_path / "scorer.py").write_text("def score(): ...\n")

    assert bench.benchmark_names(tmp_path) == ["clinical-recall"]


def test_figures_are_kept_as_one_flat_object(tmp_path: Path) -> None:
    path = bench.keep("queue", {"labels_per_s": 101.5}, tmp_path / "out")

    assert json.loads(path.read_text()) == {"labels_per_s": 101.5}


def test_the_load_of_the_machine_stands_beside_the_figures() -> None:
    figures = bench.measure(lambda: {"labels_per_s": 101})

    assert {"labels_per_s", "load_1m", "load_1m_after", "seconds"} == set(figures)


@pytest.mark.parametrize("value", ["fast", None, True, float("nan"), float("inf")])
def test_a_figure_that_is_no_number_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="speed"):
        bench.checked({"speed": value})


def test_a_failing_check_keeps_its_output() -> None:
    outcome = carry_out(Check(name="x", command=["sh", "-c", "echo why; exit 3"]))

    assert (outcome.status, outcome.output) == (3, "why\n")


def test_the_layer_picture_shows_siblings_on_one_line() -> None:
    picture = layers.draw([["export"], ["annotations", "redaction"]])

    assert "| annotations | redaction |" in picture
    assert picture.index("export") < picture.index("annotations")


def test_a_stale_picture_is_replaced_in_its_place() -> None:
    text = f"before\n{layers.BEGIN}\nold\n{layers.END}\nafter\n"

    drawn = layers.redraw(text, "new")

    assert drawn == f"before\n{layers.BEGIN}\nnew\n{layers.END}\nafter\n"
