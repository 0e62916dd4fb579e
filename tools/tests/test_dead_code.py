"""What counts as called."""

# SPDX-License-Identifier: Apache-2.0
import ast
from pathlib import Path
from textwrap import dedent

import pytest

from tools.dead_code import NAMED_IN_STRING, methods_for_others, tables, uses


def overridden(code: str) -> list[str]:
    return list(methods_for_others(ast.parse(dedent(code))))


@pytest.mark.parametrize(
    "code",
    [
        "from django.db.models import Model\nclass Row(Model):\n    def clean(self): ...",
        "from django.db import models\nclass Row(models.Model):\n    def clean(self): ...",
        "import json\nclass Row(json.JSONEncoder):\n    def clean(self): ...",
    ],
)
def test_a_method_for_somebody_elses_class_is_called_by_it(code: str) -> None:
    assert overridden(code) == ["clean"]


def test_a_method_of_our_own_class_needs_a_caller() -> None:
    code = """
        from typing import Protocol
        from sealmark.kernel.errors import Refusal
        class Closed(Refusal):
            def reason(self): ...
        class Port(Protocol):
            def knock(self): ...
    """

    assert overridden(code) == []


def test_a_class_named_in_the_settings_is_called() -> None:
    line = '    "sealmark.identity.middleware.SessionGate",'

    assert NAMED_IN_STRING.findall(line) == ["SessionGate"]


def test_a_model_is_known_by_its_table() -> None:
    code = """
        class Recall(ProjectRow):
            class Meta:
                db_table = "redaction_recall"
                constraints = []
        class Base(ProjectRow):
            class Meta:
                abstract = True
    """

    assert ("Recall", "redaction_recall") in set(tables(ast.parse(dedent(code))))
    assert "Base" not in dict(tables(ast.parse(dedent(code))))


@pytest.mark.parametrize("name", ["redaction/models.py", "redaction/migrations/0001_initial.py"])
def test_making_a_table_is_no_use_of_it(name: str) -> None:
    assert not uses(Path(name))
    assert uses(Path("workflow/desk.py"))
