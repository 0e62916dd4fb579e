"""Every sentence that a refusal says in the browser stands among the web app's texts.

- The web app finds its own language's sentence by the English one: they may not drift apart.
- A class's own sentence has to be there; one that is said in its place may be, under `code.word`,
  and where it is not the class's own is shown with the field.
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
    for context in (*SPOKEN_IN, "interfaces"):
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
    code = kind("").code
    # Two contexts may have a refusal of one name: the second stands under `code.word`.
    assert sentence in {text for key, text in texts().items() if key.split(".")[0] == code}


def test_no_text_is_kept_for_a_sentence_that_is_not_said_any_more() -> None:
    said = {blanked(sentence) for _, sentence in raised()}
    said |= {(kind.__doc__ or "").split("\n\n", maxsplit=1)[0].strip() for kind in errors()}
    special = {key: blanked(text) for key, text in texts().items() if "." in key}
    stale = {
        key
        for key, sentence in special.items()
        # `…{_STALE}` is one of two fixed endings.
        if not {sentence, sentence.replace("; load the task again.", "{}")} & said
    }
    assert stale == set()


def test_contexts_are_packages() -> None:
    assert set(SPOKEN_IN) <= {one.name for one in pkgutil.iter_modules([str(ROOT)])}
