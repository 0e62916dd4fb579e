"""Rivals beside us: off unless asked for; what is printed and kept about them."""

# SPDX-License-Identifier: Apache-2.0
import pytest

from benchmarks import rivals


def test_no_rival_runs_unless_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(rivals.CHOICE, raising=False)

    with rivals.beside(3) as rival:
        assert rival is None
    assert rivals.compared({"labels_per_s": 9.0}, {}) == {}


def test_an_unknown_rival_is_a_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(rivals.CHOICE, "moon")

    with pytest.raises(RuntimeError, match="moon: there is label-studio only"), rivals.beside(1):
        pass


def test_a_ratio_above_one_means_that_we_are_better() -> None:
    ours = {"labels_per_s": 20.0, "cpu_ms_per_label": 5.0, "duplicates": 0.0}
    theirs = {"labels_per_s": 40.0, "cpu_ms_per_label": 10.0, "duplicates": 0.0, "left_mb": 3.0}

    assert rivals.compared(ours, theirs) == {
        "labels_per_s_label_studio": 40.0,
        "speed_ratio_label_studio": 0.5,
        "cpu_ms_per_label_label_studio": 10.0,
        "cpu_ratio_label_studio": 2.0,
        "duplicates_label_studio": 0.0,
        "left_mb_label_studio": 3.0,
    }
