"""Questions are read strictly, those about documents and turns like those about spans.

- A rating ends at 2 to 10; a tree has up to 5,000 options in 12 levels, a choice up to 100.
- The parent of an option stands before it in the list, so that no circle can be written.
- Only a number and a date have limits, only a number has a step, only choices of several have a
  highest number of choices. Only a question about each turn names roles.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Final, cast

from sealmark.modalities.conversation.roles import Role
from sealmark.ontology.answering import is_date, is_number
from sealmark.ontology.errors import OntologyRefusedError
from sealmark.ontology.fields import (
    Body,
    count_of,
    id_of,
    items,
    object_of,
    refuse_twice,
    text_of,
    title_of,
    truth_of,
)
from sealmark.ontology.schema import (
    DEFAULT_HIGHEST,
    WITH_LIMITS,
    WITH_OPTIONS,
    Option,
    Question,
    QuestionKind,
)

MOST_OPTIONS, MOST_TREE_OPTIONS, DEEPEST_TREE = 100, 5_000, 12
HIGHEST_RATING = 10
_RATINGS: Final = range(2, HIGHEST_RATING + 1)
_KNOWN: Final = frozenset({"id", "kind", "title", "required", "options", "max", "retired"})
_OF_TURNS: Final = frozenset({"per_turn", "roles"})
_OF_KIND: Final = {
    QuestionKind.MULTIPLE: frozenset({"most"}),
    QuestionKind.TREE: frozenset({"most", "leaves_only"}),
    QuestionKind.NUMBER: frozenset({"min", "step"}),
    QuestionKind.DATE: frozenset({"min"}),
}


def read_asked(value: object, where: str) -> Question:
    """Read a question about documents, or about each turn of them."""
    question = read_question(value, where, more=_OF_TURNS)
    body = cast("Body", value)
    per_turn = truth_of(body, "per_turn", where)
    return replace(question, per_turn=per_turn, roles=_roles(body, where, per_turn))


def read_question(value: object, where: str, *, more: frozenset[str] = frozenset()) -> Question:
    """Read a question or an attribute; `more` are fields that somebody else reads."""
    kind = _kind(value, where)
    body = object_of(value, where, _KNOWN | _OF_KIND.get(kind, frozenset()) | more)
    options = _options(body, where, kind)
    low, high = _limits(body, where, kind)
    return Question(
        id=id_of(body, where),
        kind=kind,
        title=title_of(body, "title", where),
        required=truth_of(body, "required", where),
        options=options,
        max=DEFAULT_HIGHEST if kind in WITH_LIMITS else _highest(body, where),
        low=low,
        high=high,
        step=_step(body, where),
        most=count_of(body, "most", where, allowed=range(MOST_TREE_OPTIONS + 1), usual=0),
        leaves_only=truth_of(body, "leaves_only", where),
        retired=truth_of(body, "retired", where),
    )


def _roles(body: Body, where: str, per_turn: bool) -> tuple[Role, ...]:  # noqa: FBT001 - read
    named = items(body, "roles", len(Role), where)
    known = [role for role in Role if role in named]
    if len(known) != len(named) or (named and not per_turn):
        raise OntologyRefusedError(
            f"roles names each at most once of: {', '.join(Role)}; and only a question that is "
            "asked of each turn (per_turn) has them.",
            field=f"{where}.roles",
        )
    return tuple(known)


def _kind(value: object, where: str) -> QuestionKind:
    kind = value.get("kind") if isinstance(value, dict) else None
    if not isinstance(kind, str) or kind not in set(QuestionKind):
        raise OntologyRefusedError(
            f"A question is one of: {', '.join(QuestionKind)}.", field=f"{where}.kind"
        )
    return QuestionKind(kind)


def _highest(body: Body, where: str) -> int:
    return count_of(body, "max", where, allowed=_RATINGS, usual=DEFAULT_HIGHEST)


def _options(body: Body, where: str, kind: QuestionKind) -> tuple[Option, ...]:
    most = MOST_TREE_OPTIONS if kind is QuestionKind.TREE else MOST_OPTIONS
    options = tuple(
        _option(one, f"{where}.options[{number}]", kind)
        for number, one in enumerate(items(body, "options", most, where))
    )
    if (kind in WITH_OPTIONS) is not bool(options):
        raise OntologyRefusedError(
            "Single, multiple and tree questions have options; others have none.",
            field=f"{where}.options",
        )
    refuse_twice((option.id for option in options), f"{where}.options id")
    _refuse_tangled(options, where)
    return options


def _option(value: object, where: str, kind: QuestionKind) -> Option:
    in_tree = {"parent"} if kind is QuestionKind.TREE else set()
    body = object_of(value, where, {"id", "name", "hotkey", "retired"} | in_tree)
    return Option(
        id=id_of(body, where),
        name=title_of(body, "name", where),
        hotkey=text_of(body, "hotkey", where, least=0, most=1),
        parent=id_of(body, where, "parent") if body.get("parent", "") != "" else "",
        retired=truth_of(body, "retired", where),
    )


def _refuse_tangled(options: tuple[Option, ...], where: str) -> None:
    depths = {"": 0}
    for number, option in enumerate(options):
        field = f"{where}.options[{number}].parent"
        if option.parent not in depths:
            raise OntologyRefusedError(
                "A parent is the id of an option that stands before it in the list.", field=field
            )
        depths[option.id] = depths[option.parent] + 1
        if depths[option.id] > DEEPEST_TREE:
            raise OntologyRefusedError(f"A tree has at most {DEEPEST_TREE} levels.", field=field)


def _limits(body: Body, where: str, kind: QuestionKind) -> tuple[str, str]:
    match kind:
        case QuestionKind.NUMBER:
            low, high = (_limit(body, one, where, is_number, "0.5") for one in ("min", "max"))
            turned = bool(low and high) and Decimal(low) > Decimal(high)
        case QuestionKind.DATE:
            low, high = (_limit(body, one, where, is_date, "2024-12-31") for one in ("min", "max"))
            turned = bool(low and high) and low > high
        case _:
            return "", ""
    if turned:
        raise OntologyRefusedError("min is not above max.", field=f"{where}.min")
    return low, high


def _limit(body: Body, name: str, where: str, fits: Callable[[object], bool], example: str) -> str:
    value = body.get(name, "")
    if value == "":
        return ""
    if not isinstance(value, str) or not fits(value):
        raise OntologyRefusedError(
            f'{name} is a text like "{example}", or empty.', field=f"{where}.{name}"
        )
    return value


def _step(body: Body, where: str) -> str:
    step = _limit(body, "step", where, is_number, "0.5")
    if step and Decimal(step) <= 0:
        raise OntologyRefusedError("A step is above zero.", field=f"{where}.step")
    return step
