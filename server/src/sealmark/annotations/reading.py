"""Label documents are read strictly: what does not fit is refused by its field, with a remedy.

- An unknown field, class, relation, attribute, question or option is refused; a refusal never
  repeats what somebody wrote.
- A class that declares no attributes takes words for words, as every class did before attributes
  were declared.
- A span or relation of a retired class is taken only where the labels before had it already.
- In a conversation a span stays within one turn, unless the ontology lets it reach further or the
  labels before had it already; a question about turns is answered for turns it is asked of.
- At most 20,000 spans, 20,000 relations, 20,000 answers, 30 attributes of a span, and 1,000 free
  texts of 10,000 characters.
"""

# SPDX-License-Identifier: Apache-2.0
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import cast

from sealmark.annotations.document import Answer, Labels, Relation, Span
from sealmark.annotations.errors import LabelsRefusedError
from sealmark.modalities.conversation.turns import Turn
from sealmark.ontology.domain import Ontology, Question, SpanClass, Value, misfit

MOST_SPANS = MOST_RELATIONS = MOST_ANSWERS = 20_000
_MOST_WORDS = 30
_ID_LENGTH = 64
_STALE = "; load the task again."


def read_labels(
    value: object,
    *,
    length: int,
    ontology: Ontology,
    turns: Sequence[Turn] = (),
    before: Labels | None = None,
) -> Labels:
    """Read labels from JSON for a rendition of `length` code points; refuse what does not fit.

    `turns` are those of a conversation; `before` are the labels that these are made of, if any.
    """
    body = _fields(value, "document", {"spans", "relations", "answers", "unsure"})
    spans = [
        _span(one, number, ontology)
        for number, one in enumerate(_list(body, "spans", most=MOST_SPANS))
    ]
    refuse_misplaced(spans, length=length, ontology=ontology)
    relations = [
        _relation(one, number)
        for number, one in enumerate(_list(body, "relations", most=MOST_RELATIONS))
    ]
    _refuse_loose(relations, spans, ontology)
    answers = [
        _answer(one, n, ontology, turns)
        for n, one in enumerate(_list(body, "answers", most=MOST_ANSWERS))
    ]
    if len({(answer.question_id, answer.turn) for answer in answers}) != len(answers):
        raise LabelsRefusedError(
            "A question is answered once, or once for each turn.", field="document.answers"
        )
    if turns and not ontology.across_turns:
        _refuse_across(spans, before or Labels(), turns)
    labels = Labels(
        spans=tuple(spans),
        relations=tuple(relations),
        answers=tuple(answers),
        unsure=_unsure(body, "document"),
    )
    if ontology.has_retired_classes:
        _refuse_retired(labels, before or Labels(), ontology)
    return labels


def refuse_misplaced(spans: Sequence[Span], *, length: int, ontology: Ontology) -> None:
    """Refuse a span outside the text, an empty one, an unknown class, or an id used twice."""
    classes = ontology.class_ids
    for number, span in enumerate(spans):
        where = f"document.spans[{number}]"
        if not 0 <= span.start < span.end <= length:
            raise LabelsRefusedError(
                f"A span lies within the text (0 to {length}) and holds something.", field=where
            )
        if span.class_id not in classes:
            raise LabelsRefusedError(f"This class is not in the ontology{_STALE}", field=where)
    if len({span.id for span in spans}) != len(spans):
        raise LabelsRefusedError("Each span has an id of its own.", field="document.spans")


def _refuse_across(spans: Sequence[Span], before: Labels, turns: Sequence[Turn]) -> None:
    kept = {(one.id, one.start, one.end) for one in before.spans}
    starts = [turn.start for turn in turns]
    for number, one in enumerate(spans):
        is_across = bisect_right(starts, one.start) != bisect_right(starts, one.end - 1)
        if is_across and (one.id, one.start, one.end) not in kept:
            raise LabelsRefusedError(
                "A mark stays within one turn of the conversation. Mark each turn by itself.",
                field=f"document.spans[{number}]",
            )


def _refuse_loose(relations: Sequence[Relation], spans: Sequence[Span], ontology: Ontology) -> None:
    """Refuse a relation without its ends, of unknown or unfitting class, or made twice."""
    classes = {span.id: span.class_id for span in spans}
    seen: set[tuple[str, str, str]] = set()
    for number, one in enumerate(relations):
        where = f"document.relations[{number}]"
        kind = ontology.relation(one.class_id)
        if kind is None:
            raise LabelsRefusedError(f"This relation is not in the ontology{_STALE}", field=where)
        if one.source == one.target or not {one.source, one.target} <= classes.keys():
            raise LabelsRefusedError(
                "A relation joins two different spans of this document, by their ids.", field=where
            )
        if not kind.joins(classes[one.source], classes[one.target]):
            raise LabelsRefusedError(
                "The ontology does not let this relation join spans of these classes, this way "
                "round. Turn it, or choose another one.",
                field=where,
            )
        pair = (one.source, one.target)
        ends = pair if kind.directed else tuple(sorted(pair))
        if (one.class_id, *ends) in seen:
            raise LabelsRefusedError("This relation is there twice. Remove one.", field=where)
        seen.add((one.class_id, ends[0], ends[1]))
    ids = {one.id for one in relations}
    if len(ids) != len(relations) or ids & classes.keys():
        raise LabelsRefusedError(
            "Each span and each relation has an id of its own.", field="document.relations"
        )


def _refuse_retired(labels: Labels, before: Labels, ontology: Ontology) -> None:
    things: dict[str, Sequence[Span | Relation]] = {
        "spans": labels.spans,
        "relations": labels.relations,
    }
    earlier: list[Span | Relation] = [*before.spans, *before.relations]
    kept = {(one.id, one.class_id) for one in earlier}
    retired = {one.id for one in ontology.joined() if one.retired}
    for name, found in things.items():
        for number, one in enumerate(found):
            if one.class_id in retired and (one.id, one.class_id) not in kept:
                raise LabelsRefusedError(
                    "This label is not used any more. Choose another one.",
                    field=f"document.{name}[{number}]",
                )


def _span(value: object, number: int, ontology: Ontology) -> Span:
    where = f"document.spans[{number}]"
    body = _fields(value, where, {"id", "start", "end", "class_id", "attributes", "unsure"})
    start, end = body.get("start"), body.get("end")
    if type(start) is not int or type(end) is not int:
        raise LabelsRefusedError("start and end are whole numbers.", field=where)
    class_id = _word(body, "class_id", where)
    attributes = body.get("attributes", {})
    if not isinstance(attributes, dict):
        raise LabelsRefusedError("attributes are an object.", field=f"{where}.attributes")
    if attributes:
        _refuse_misfits(attributes, f"{where}.attributes", ontology.span_class(class_id))
    return Span(
        id=_word(body, "id", where),
        start=start,
        end=end,
        class_id=class_id,
        attributes=cast("dict[str, Value]", attributes),
        unsure=_unsure(body, where),
    )


def _refuse_misfits(attributes: dict[str, object], where: str, kind: SpanClass | None) -> None:
    if kind is None or not kind.attributes:
        if len(attributes) > _MOST_WORDS or not all(
            isinstance(one, str) and len(one) <= _ID_LENGTH
            for pair in attributes.items()
            for one in pair
        ):
            raise LabelsRefusedError(
                f"attributes map at most {_MOST_WORDS} words to words of at most {_ID_LENGTH} "
                "characters.",
                field=where,
            )
        return
    for name, value in attributes.items():
        asked = kind.attribute(name)
        if asked is None:
            raise LabelsRefusedError(
                "The class of this span has no such attribute. Take it out, or load the task "
                "again.",
                field=where,
            )
        if (misfitting := misfit(asked, value)) is not None:
            raise LabelsRefusedError(misfitting, field=f"{where}.{asked.id}")


def _relation(value: object, number: int) -> Relation:
    where = f"document.relations[{number}]"
    body = _fields(value, where, {"id", "source", "target", "class_id", "unsure"})
    return Relation(
        id=_word(body, "id", where),
        source=_word(body, "source", where),
        target=_word(body, "target", where),
        class_id=_word(body, "class_id", where),
        unsure=_unsure(body, where),
    )


def _answer(value: object, number: int, ontology: Ontology, turns: Sequence[Turn]) -> Answer:
    where = f"document.answers[{number}]"
    body = _fields(value, where, {"question_id", "value", "turn", "unsure"})
    question = ontology.question(_word(body, "question_id", where))
    if question is None:
        raise LabelsRefusedError(f"This question is not in the ontology{_STALE}", field=where)
    turn = _turn(body, where, question, turns)
    if (misfitting := misfit(question, body.get("value"))) is not None:
        raise LabelsRefusedError(
            f"The answer does not fit the question's kind, {question.kind}. {misfitting}",
            field=f"{where}.value",
        )
    return Answer(
        question_id=question.id,
        value=cast("Value", body["value"]),
        turn=turn,
        unsure=_unsure(body, where),
    )


def _turn(body: Mapping[str, object], where: str, question: Question, turns: Sequence[Turn]) -> int:
    """Return which turn an answer is about; 0 is the whole text."""
    turn = body.get("turn", 0)
    if type(turn) is not int or not 0 <= turn <= len(turns):
        raise LabelsRefusedError(
            f"turn is the number of a turn of this text, 1 to {len(turns)}; a text that is no "
            "conversation has none.",
            field=f"{where}.turn",
        )
    if question.per_turn is not bool(turn):
        asked = "each turn: name the turn" if question.per_turn else "the whole text: leave it out"
        raise LabelsRefusedError(f"This question is asked of {asked}.", field=f"{where}.turn")
    if turn and not question.asks_of(turns[turn - 1].role):
        raise LabelsRefusedError(
            "This question is not asked of turns of this role. Take the answer out.",
            field=f"{where}.turn",
        )
    return turn


def _fields(value: object, where: str, known: set[str]) -> dict[str, object]:
    if not isinstance(value, dict):
        raise LabelsRefusedError("An object was expected.", field=where)
    for name in value:
        if name not in known:
            raise LabelsRefusedError("There is a field that does not belong here.", field=where)
    return value


def _list(body: Mapping[str, object], name: str, *, most: int | None = None) -> list[object]:
    value = body.get(name, [])
    if not isinstance(value, list):
        raise LabelsRefusedError("A list was expected.", field=f"document.{name}")
    if most is not None and len(value) > most:
        raise LabelsRefusedError(
            f"A document holds at most {most:,} {name}; this one has {len(value):,}.",
            field=f"document.{name}",
        )
    return value


def _word(body: Mapping[str, object], name: str, where: str) -> str:
    value = body.get(name)
    if not isinstance(value, str) or not 0 < len(value) <= _ID_LENGTH:
        raise LabelsRefusedError(f"{name} is a word of 1 to {_ID_LENGTH} characters.", field=where)
    return value


def _unsure(body: Mapping[str, object], where: str) -> bool:
    value = body.get("unsure", False)
    if not isinstance(value, bool):
        raise LabelsRefusedError("unsure is true or false.", field=f"{where}.unsure")
    return value
