"""Relations: tables point down the layers as imports do.

- A relation names its target as a string ("assets.Asset"), so no import shows it; this does.
- A migration depends on its own context and on those below.
"""

# SPDX-License-Identifier: Apache-2.0
import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from tools.layers import configured_layers
from tools.lints.base import SERVER, Finding, Source, dotted, finding

RULE = "relations"
RELATIONS = {"ForeignKey", "OneToOneField", "ManyToManyField", "link"}
TARGET = re.compile(r"(?P<context>[a-z_]+)\.[A-Z]\w+")
WORKSPACE = Path(__file__).resolve().parents[2] / "pyproject.toml"


def find(sources: Iterable[Source]) -> Iterator[Finding]:
    """Find relations and migration dependencies that point up or sideways."""
    layers = configured_layers(WORKSPACE)
    heights = {name: -depth for depth, layer in enumerate(layers) for name in layer}
    for source in sources:
        if source.is_python and source.path.is_relative_to(SERVER) and source.context in heights:
            yield from judge(source, heights)


def judge(source: Source, heights: dict[str, int]) -> Iterator[Finding]:
    """Check one file against the height of each context."""
    for target, line in pointed_at(source):
        own = source.context
        if target != own and heights.get(target, heights[own] - 1) >= heights[own]:
            message = f"{own} points at {target}, which is not below it"
            yield from finding(source, line, RULE, message)


def pointed_at(source: Source) -> Iterator[tuple[str, int]]:
    """Yield the contexts that a file's relations and migration dependencies name."""
    for node in ast.walk(source.tree):
        match node:
            case ast.Call(func=func, args=[ast.Constant(value=str(text)), *_]):
                target = TARGET.fullmatch(text)
                if target and dotted(func).rpartition(".")[2] in RELATIONS:
                    yield target["context"], node.lineno
            case ast.Assign(targets=[ast.Name(id="dependencies")], value=ast.List(elts=pairs)):
                yield from first_words(pairs)
            case _:
                pass


def first_words(pairs: list[ast.expr]) -> Iterator[tuple[str, int]]:
    """Yield the app of each `("app", "0001_name")`."""
    for pair in pairs:
        match pair:
            case ast.Tuple(elts=[ast.Constant(value=str(app)), _]):
                yield app, pair.lineno
            case _:
                pass
