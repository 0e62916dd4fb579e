"""Every sentence that a refusal says in the browser stands among the web app's texts.

- The web app finds its own language's sentence by the English one: they may not drift apart.
- What only machines or the command line are told is named here, with its reason.
"""

# SPDX-License-Identifier: Apache-2.0
import ast
import importlib
import json
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import sealmark
from sealmark.kernel.errors import SealmarkError

ROOT = Path(sealmark.__file__).parent
TEXTS = Path(__file__).resolve().parents[3] / "web/src/i18n/en/errors.json"
SPOKEN_IN = ("annotations", "assets", "export", "identity", "kernel", "ontology", "oversight",
             "redaction", "tenancy", "workflow")  # fmt: skip
UNSEEN = {
    # Refused when a floor's file or a pack is read, at start or on the command line.
    "The floor in keys/redactor/{} cannot be read; correct it or remove it.",
    "The policy file is not UTF-8. Save it as UTF-8.",
    # Of hand-made requests: no page sends these.
    "A list was expected.",
    "A preset is a word of at most 40 letters.",
    "A relation joins two different spans of this document, by their ids.",
    "An action is a word of at most 40 letters.",
    "An object was expected.",
    "An object with these fields was expected: {}.",
    "Each span and each relation has an id of its own.",
    "Each span has an id of its own.",
    "There is a field that does not belong here.",
    "attributes are an object.",
    "attributes map at most {} words to words of at most {} characters.",
    "start and end are whole numbers.",
    "unsure is true or false.",
    "{} holds ids of this ontology's classes; an empty list means any class.",
    '{} is a text like "{}", or empty.',
    "{} is a word of 1 to {} characters.",
    # What is filled in is a sentence itself, told in English behind the code's own.
    "The answer does not fit the question's kind, {}. {}",
}
"""Sentences for which the code's general one is enough."""
SILENT = {"AlignmentError", "OffsetError", "SpanOutsideTextError"}


def texts() -> dict[str, str]:
    told: dict[str, str] = json.loads(TEXTS.read_text())
    return told


def blanked(sentence: str) -> str:
    """Leave what is filled in open."""
    return re.sub(r"\{[^}]*\}", "{}", sentence)


def modules() -> Iterator[str]:
    for context in SPOKEN_IN:
        yield f"sealmark.{context}.errors"


def errors() -> list[type[SealmarkError]]:
    for name in modules():
        importlib.import_module(name)
    found, waiting = [], [SealmarkError]
    while waiting:
        one = waiting.pop()
        waiting += one.__subclasses__()
        if one.__module__ in set(modules()) and one.__name__ not in SILENT:
            found.append(one)
    return sorted(set(found), key=lambda one: one.__name__)


def raised() -> Iterator[tuple[str, str]]:
    """Return context and sentence of everything said in place of a general sentence."""
    kinds = {one.__name__ for one in errors()}
    for context in SPOKEN_IN:
        for path in sorted((ROOT / context).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text())):
                if (
                    isinstance(node, ast.Call)
                    and isinstance(node.func, ast.Name)
                    and node.func.id in kinds
                    and node.args
                    and (said := spelled(node.args[0])) is not None
                ):
                    yield context, said


def spelled(node: ast.expr) -> str | None:
    match node:
        case ast.Constant(value=str(said)):
            return said
        case ast.JoinedStr(values=parts):
            return "".join(str(p.value) if isinstance(p, ast.Constant) else "{}" for p in parts)
        case _:
            return None


@pytest.mark.parametrize("kind", errors(), ids=lambda kind: kind.__name__)
def test_the_general_sentence_of_a_refusal_is_a_text_of_the_web_app(
    kind: type[SealmarkError],
) -> None:
    sentence = (kind.__doc__ or "").split("\n\n", maxsplit=1)[0].strip()
    assert texts().get(kind("").code) == sentence


def test_what_is_said_in_its_place_is_a_text_too() -> None:
    known = {blanked(one) for one in texts().values()} | UNSEEN
    # `…{_STALE}` is one of two fixed endings.
    known |= {one.replace("; load the task again.", "{}") for one in known}
    lacking = sorted({said for _, said in raised() if said not in known})
    assert lacking == []


def test_nothing_is_excused_that_is_not_said() -> None:
    said = {sentence for _, sentence in raised()}
    assert sorted(UNSEEN - said) == []


def test_contexts_are_packages() -> None:
    assert set(SPOKEN_IN) <= {one.name for one in pkgutil.iter_modules([str(ROOT)])}
