"""Labels that came with a text, sorted into those that fit the ontology and those left out.

- Classes, relations, options, questions and attributes are matched by id or by name, whatever the
  case; a control `class.attribute` is that attribute.
- Free text is looked through like any that people write: one that seems to name somebody stays out.
- Nothing goes silently: whatever does not fit is named with its cause.
"""

# SPDX-License-Identifier: Apache-2.0
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Final, TypeVar

from sealmark.annotations.domain import OF_THE_WHOLE, Answer, Labels, Relation, Span
from sealmark.assets.domain import Cause, LeftOut
from sealmark.modalities.conversation.roles import Role
from sealmark.ontology.domain import (
    WITH_OPTIONS,
    Ontology,
    Question,
    QuestionKind,
    RelationClass,
    SpanClass,
    Value,
    misfit,
)

Scan = Callable[[str], Sequence[object]]
_NOTHING: Final[Mapping[str, Any]] = {"spans": [], "choices": []}
_Named = TypeVar("_Named", SpanClass, RelationClass)
_SEVERAL: Final = frozenset({QuestionKind.MULTIPLE, QuestionKind.TREE})


class Fitting:
    """Labels of one rendition, and what of them was left out."""

    def __init__(
        self,
        brought: Mapping[str, Any] | None,
        length: int,
        schema: Ontology,
        *,
        scan: Scan,
        roles: Sequence[Role] = (),
    ) -> None:
        """Sort the labels that came with a text of `length` code points, with turns of `roles`."""
        self.left_out: list[LeftOut] = []
        self._schema = schema
        self._scan = scan
        body = brought or _NOTHING
        spans = self._spans(body["spans"], length)
        relations = tuple(self._relations(body.get("relations", ()), spans))
        doubted = set(body.get("unsure", ()))
        answers = (
            *self._answers(body.get("said", ()), body["choices"], doubted),
            *self._answers_of_turns(body.get("turns", ()), roles),
        )
        self._leave_out(Cause.TYPE, *body.get("passed", ()))
        kept = tuple(span for span in spans.values() if span)
        self.labels = Labels(
            spans=kept, relations=relations, answers=answers, unsure=OF_THE_WHOLE in doubted
        )

    def _leave_out(self, cause: Cause, *names: str) -> None:
        self.left_out += [LeftOut(cause, name) for name in names]

    def _spans(self, rows: Iterable[list[Any]], length: int) -> dict[int, Span | None]:
        classes = _by_name(self._schema.classes)
        found: dict[int, Span | None] = {}
        for number, (start, end, name, *more) in enumerate(rows):
            known = classes.get(name.casefold())
            found[number] = None
            if known is None:
                self._leave_out(Cause.CLASS, name)
            elif not 0 <= start < end <= length:
                self._leave_out(Cause.PLACE, name)
            else:
                said, unsure = more or ((), False)
                found[number] = Span(
                    id=f"i{number}",
                    start=start,
                    end=end,
                    class_id=known.id,
                    attributes=self._attributes(known, said),
                    unsure=unsure,
                )
        return found

    def _attributes(self, kind: SpanClass, said: Iterable[list[Any]]) -> dict[str, Value]:
        values: dict[str, Value] = {}
        for control, spelled, value in said:
            name = control.removeprefix(f"{kind.id}.")
            asked = _asked(kind.attributes, name)
            fitting = self._fitting(asked, control, spelled, value)
            if asked is not None and fitting is not None:
                values[asked.id] = fitting
        return values

    def _relations(
        self, rows: Iterable[list[Any]], spans: Mapping[int, Span | None]
    ) -> Iterator[Relation]:
        seen: set[tuple[str, str, str]] = set()
        for number, (at, to, name, unsure) in enumerate(rows):
            source, target = spans.get(at), spans.get(to)
            kind = self._relation(name, source, target)
            if source is None or target is None or kind is None:
                self._leave_out(Cause.RELATION, name or "relation")
                continue
            pair = (source.id, target.id)
            ends = pair if kind.directed else (min(pair), max(pair))
            if (kind.id, *ends) not in seen:
                seen.add((kind.id, *ends))
                yield Relation(
                    id=f"r{number}",
                    source=source.id,
                    target=target.id,
                    class_id=kind.id,
                    unsure=unsure,
                )

    def _relation(
        self, name: str, source: Span | None, target: Span | None
    ) -> RelationClass | None:
        """Find the relation that is meant; one without a name is the only one that fits."""
        if source is None or target is None or source is target:
            return None
        fitting = [
            one for one in self._schema.relations if one.joins(source.class_id, target.class_id)
        ]
        if not name:
            return fitting[0] if len(fitting) == 1 else None
        return _by_name(fitting).get(name.casefold())

    def _answers(
        self, said: Iterable[list[Any]], choices: Iterable[str], unsure: set[str]
    ) -> Iterator[Answer]:
        loose, given = list(choices), set[str]()
        for control, spelled, value in said:
            asked = _asked(self._of_texts, control)
            if asked is None and spelled == "choices":
                loose += value
                continue
            fitting = self._fitting(asked, control, spelled, value)
            if asked is not None and fitting is not None and asked.id not in given:
                given.add(asked.id)
                yield Answer(question_id=asked.id, value=fitting, unsure=control in unsure)
        yield from self._chosen(loose, given)

    def _answers_of_turns(
        self, said: Iterable[list[Any]], roles: Sequence[Role]
    ) -> Iterator[Answer]:
        given = set[tuple[str, int]]()
        for turn, (control, spelled, value), unsure in said:
            asked = _asked(self._of_turns, control)
            if asked is not None and not (
                1 <= turn <= len(roles) and asked.asks_of(roles[turn - 1])
            ):
                asked = None
            fitting = self._fitting(asked, control, spelled, value)
            if asked is not None and fitting is not None and (asked.id, turn) not in given:
                given.add((asked.id, turn))
                yield Answer(question_id=asked.id, value=fitting, turn=turn, unsure=unsure)

    @property
    def _of_texts(self) -> list[Question]:
        return [one for one in self._schema.questions if not one.per_turn]

    @property
    def _of_turns(self) -> list[Question]:
        return [one for one in self._schema.questions if one.per_turn]

    def _chosen(self, choices: list[str], given: set[str]) -> Iterator[Answer]:
        """Give options whose question the file does not name to the questions that have them."""
        taken: set[str] = set()
        for question in self._of_texts:
            chosen = _options_named(question, choices)
            taken.update(chosen)
            if not chosen or question.id in given:
                continue
            value = self._narrowed(question, list(dict.fromkeys(chosen.values())), list(chosen))
            if misfit(question, value) is None:
                yield Answer(question_id=question.id, value=value)
        self._leave_out(Cause.OPTION, *(name for name in choices if name not in taken))

    def _narrowed(self, question: Question, ids: list[str], names: list[str]) -> Value:
        """Return all options, or the first where only one is taken."""
        if question.kind in _SEVERAL:
            return ids
        self._leave_out(Cause.SEVERAL, *names[1:])
        return ids[0]

    def _fitting(
        self,
        asked: Question | None,
        control: str,
        spelled: str,
        value: Any,  # noqa: ANN401 - of a file
    ) -> Value | None:
        """Return what a file says in the form of the question; None if it was left out."""
        found = None if asked is None else self._translated(asked, spelled, value)
        if found in ("", []):
            return None
        if asked is None or found is None or misfit(asked, found) is not None:
            self._leave_out(Cause.ANSWER, control)
            return None
        if asked.kind is QuestionKind.TEXT and self._scan(str(found)):
            self._leave_out(Cause.WRITTEN, control)
            return None
        return found

    def _translated(self, asked: Question, spelled: str, value: Any) -> Value | None:  # noqa: ANN401 - same
        match spelled:
            case "choices" | "taxonomy":
                return self._options(
                    asked, [one if isinstance(one, list) else [one] for one in value]
                )
            case "text":
                return "\n".join(value)
            case "number":
                return _decimal(value)
            case "datetime":
                return str(value)[:10]
            case "cell":
                return _of_cell(asked, value)
            case _:
                return int(value) if isinstance(value, float) and value.is_integer() else value

    def _options(self, asked: Question, paths: list[list[str]]) -> Value | None:
        if asked.kind not in WITH_OPTIONS:
            return None
        found: dict[str, str] = {}
        for path in paths:
            option = _walked(asked, path)
            if option is None:
                self._leave_out(Cause.OPTION, path[-1] if path else "")
            else:
                found.setdefault(option, path[-1])
        return self._narrowed(asked, list(found), list(found.values())) if found else []


def _by_name(things: Iterable[_Named]) -> dict[str, _Named]:
    listed = list(things)
    by_name = {one.name.casefold(): one for one in listed}
    return by_name | {one.id.casefold(): one for one in listed}


def _asked(questions: Iterable[Question], control: str) -> Question | None:
    """Find a question by its id, its title, or the name that an export of ours gives it."""
    wanted = control.casefold()
    listed = list(questions)
    for name in (wanted, wanted.removeprefix("answer-")):
        for one in listed:
            if name in {one.id.casefold(), one.title.casefold()}:
                return one
    return None


def _options_named(question: Question, choices: list[str]) -> dict[str, str]:
    """Return which names are options of a question: name -> option, in the ontology's order."""
    names = dict.fromkeys(choices)
    return {
        name: option.id
        for option in question.options
        for name in names
        if name.casefold() in {option.id.casefold(), option.name.casefold()}
    }


def _walked(asked: Question, path: list[str]) -> str | None:
    """Go down a tree by names; a path of one name finds the option wherever it stands."""
    if len(path) == 1 or asked.kind is not QuestionKind.TREE:
        return next(iter(_options_named(asked, path[-1:]).values()), None)
    at = ""
    for name in path:
        wanted = name.casefold()
        below = (one for one in asked.options if one.parent == at)
        step = next((o.id for o in below if wanted in {o.id.casefold(), o.name.casefold()}), None)
        if step is None:
            return None
        at = step
    return at


def _of_cell(asked: Question, cell: str) -> Value | None:
    """Return what a cell of a table says, by the kind of its question; None where it cannot."""
    if asked.kind is QuestionKind.RATING:
        return int(cell) if cell.isdecimal() else None
    if asked.kind in {QuestionKind.MULTIPLE, QuestionKind.TREE}:
        try:
            found = json.loads(cell)
        except (ValueError, RecursionError):
            return None
        return [str(one) for one in found] if isinstance(found, list) else None
    return cell


def _decimal(value: float | str) -> str | None:
    """Spell a number in its shortest form."""
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    spelled = f"{number:f}"
    spelled = spelled.rstrip("0").rstrip(".") if "." in spelled else spelled
    return "0" if spelled in {"-0", ""} else spelled
