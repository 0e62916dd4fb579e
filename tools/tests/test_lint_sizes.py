"""The rule about files and functions that are two."""

# SPDX-License-Identifier: Apache-2.0
from tools.tests.conftest import Judge

PATH = "server/src/sealmark/workflow/domain.py"


def test_a_long_file_is_refused(judge: Judge) -> None:
    assert [each.fatal for each in judge(PATH, "x = 1\n" * 401)] == [True]


def test_a_growing_file_is_a_warning(judge: Judge) -> None:
    assert [each.fatal for each in judge(PATH, "x = 1\n" * 301)] == [False]


def test_a_long_function_is_refused(judge: Judge) -> None:
    assert len(judge(PATH, "def f():\n" + "    x = 1\n" * 60)) == 1


def test_a_function_at_the_limit_passes(judge: Judge) -> None:
    assert judge(PATH, "def f():\n" + "    x = 1\n" * 59) == []


def test_generated_code_is_not_judged(judge: Judge) -> None:
    assert judge("web/src/api/schema.gen.ts", "x\n" * 2000) == []
