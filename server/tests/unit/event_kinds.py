"""Every kind of event that the code can tell of a project, read from the code itself.

- A kind stands in `AuditEvent(kind=…)` or in an entry of provenance, or is handed down to it by the
  functions around it: their callers are followed, until a word or the values of an enum are found.
"""

# SPDX-License-Identifier: Apache-2.0
import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import sealmark
from sealmark.oversight.domain import IncidentState
from sealmark.redaction.models import Decision

ROOT = Path(sealmark.__file__).parent
TOLD_IN = {"AuditEvent", "Entry"}
DECISIONS = [one.value for one in Decision.Kind]
ENUMS: Mapping[str, list[str]] = {
    # Nobody decides that an incident opens: that is told by who reports it.
    "IncidentState": [one.value for one in IncidentState if one is not IncidentState.OPEN],
    "Decision.Kind": DECISIONS,
    "batch.kind": DECISIONS,
}
"""Words that are values of an enum: by the type of an argument, or by how the code says them."""

Function = ast.FunctionDef | None


@dataclass(frozen=True, slots=True)
class Teller:
    """A function that tells what it is handed: in which argument, and what it puts before it.

    `within` is who can call it by this name: its file where it is private, else its context.
    """

    within: Path
    name: str
    place: int
    argument: str
    prefix: str

    def handed(self, call: ast.Call) -> ast.expr | None:
        """Return what a call hands to the argument that becomes the kind."""
        if called(call) != self.name:
            return None
        for one in call.keywords:
            if one.arg == self.argument:
                return one.value
        return call.args[self.place] if 0 <= self.place < len(call.args) else None


@dataclass
class Kinds:
    """What was found: kinds, expressions that could not be followed, who is still to be asked."""

    found: set[str] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)
    waiting: list[Teller] = field(default_factory=list)

    def follow(self, said: ast.expr, owner: Function, path: Path, prefix: str = "") -> None:
        """Take a word; of a name, remember the function whose callers say it."""
        words, arguments = ast.unparse(said), arguments_of(owner)
        enum = ENUMS.get(arguments.get(words, words))
        if enum is not None:
            self.found |= {f"{prefix}{word}" for word in enum}
            return
        match said:
            case ast.Constant(value=str(word)):
                self.found.add(prefix + word)
            case ast.IfExp(body=one, orelse=other):
                self.follow(one, owner, path, prefix)
                self.follow(other, owner, path, prefix)
            case ast.JoinedStr(
                values=[ast.Constant(value=str(word)), ast.FormattedValue() as rest]
            ):
                self.follow(rest.value, owner, path, prefix + word)
            case ast.Name(id=name) if owner and name in arguments:
                self.waiting.append(teller(owner, path, name, prefix))
            case ast.Name(id=name) if values := assigned(owner, name):
                for value in values:
                    self.follow(value, owner, path, prefix)
            case _:
                self.unknown.add(f"{path.relative_to(ROOT)}: {prefix}{{{words}}}")


@cache
def told_kinds() -> Kinds:
    """Read all contexts."""
    trees = {path: ast.parse(path.read_text()) for path in sorted(ROOT.rglob("*.py"))}
    placed = [(path, *one) for path, tree in trees.items() for one in calls(tree, None)]
    kinds, seen = Kinds(), set[Teller]()
    for path, owner, call in placed:
        if called(call) in TOLD_IN:
            for said in (one.value for one in call.keywords if one.arg == "kind"):
                kinds.follow(said, owner, path)
    while kinds.waiting:
        asked = kinds.waiting.pop()
        if asked in seen:
            continue
        seen.add(asked)
        for path, owner, call in placed:
            handed = asked.handed(call) if path.is_relative_to(asked.within) else None
            if handed is not None:
                kinds.follow(handed, owner, path, asked.prefix)
    return kinds


def calls(node: ast.AST, owner: Function) -> Iterator[tuple[Function, ast.Call]]:
    """Yield all calls with the function that they stand in."""
    for child in ast.iter_child_nodes(node):
        inner = child if isinstance(child, ast.FunctionDef) else owner
        if isinstance(child, ast.Call):
            yield inner, child
        yield from calls(child, inner)


def called(call: ast.Call) -> str:
    """Return the name of what is called, but not in another context that tells."""
    match call.func:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=ast.Name(id="audit" | "notices")):
            return ""
        case ast.Attribute(attr=name):
            return name
        case _:
            return ""


def arguments_of(owner: Function) -> dict[str, str]:
    """Return a function's arguments with their types, as they are written."""
    both = [] if owner is None else [*owner.args.args, *owner.args.kwonlyargs]
    return {one.arg: ast.unparse(one.annotation) if one.annotation else "" for one in both}


def teller(owner: ast.FunctionDef, path: Path, argument: str, prefix: str) -> Teller:
    """Name a function whose callers say the kind."""
    names = [one.arg for one in owner.args.args]
    own = path if owner.name.startswith("_") else ROOT / path.relative_to(ROOT).parts[0]
    place = names.index(argument) - (names[0] == "self") if argument in names else -1
    return Teller(own, owner.name, place, argument, prefix)


def assigned(owner: Function, name: str) -> list[ast.expr]:
    """Return what a name of a function is set to."""
    return [
        node.value
        for node in ast.walk(owner or ast.Module([], []))
        if isinstance(node, ast.Assign)
        and [one.id for one in node.targets if isinstance(one, ast.Name)] == [name]
    ]
