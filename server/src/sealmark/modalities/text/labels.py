"""Labels that rows of JSON bring along: doccano's, and those of an export of ours.

- Places are code points in both.
- An export of ours is known by its spans: objects that name a class. It comes back whole.
- A row with `predicted_by` (a model's name, kept nowhere) holds a model's labels.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator, Mapping

from sealmark.modalities.text.items import Labels, Origin, RelationLabel, Said, SpanLabel
from sealmark.modalities.text.label_fields import entries, name_in, number_in, object_in, place_in
from sealmark.modalities.text.problems import Problem, ProblemError

_PARTS_OF_A_SPAN = 3


def row_labels(row: Mapping[str, object], content: str) -> Labels:
    """Return the labels of a row of JSON Lines."""
    spans = row.get("spans")
    answers = row.get("answers")
    if isinstance(answers, Mapping) and isinstance(spans, list):
        return _our_labels(row, spans, answers, content)
    return doccano_labels(row, content)


def _maker(row: Mapping[str, object]) -> Origin:
    return Origin.MODEL if row.get("predicted_by") else Origin.PERSON


def doccano_labels(row: Mapping[str, object], content: str) -> Labels:
    """Return the labels of a doccano row: `label`, `labels`, `entities` or `cats`."""
    spans: list[SpanLabel] = []
    choices: list[str] = []
    for name in ("label", "labels", "entities", "cats"):
        for entry in entries(row.get(name)):
            if isinstance(entry, str):
                choices.append(entry)
            else:
                spans.append(_doccano_span(entry, content))
    origin = _maker(row) if spans or choices else Origin.NONE
    return Labels(spans=tuple(spans), choices=tuple(choices), origin=origin)


def _doccano_span(entry: object, content: str) -> SpanLabel:
    if isinstance(entry, Mapping):
        entry = [entry.get("start_offset"), entry.get("end_offset"), entry.get("label")]
    if not isinstance(entry, list) or len(entry) != _PARTS_OF_A_SPAN:
        raise ProblemError(Problem.LABEL_FORM)
    start, end = place_in(entry[0], entry[1], content)
    return SpanLabel(start=start, end=end, name=name_in(entry[2]))


def _our_labels(
    row: Mapping[str, object], spans: list[object], answers: Mapping[str, object], content: str
) -> Labels:
    at: dict[str, int] = {}
    found: list[SpanLabel] = []
    for one in map(object_in, spans):
        start, end = place_in(one.get("start"), one.get("end"), content)
        said = _said_in(object_in(one.get("attributes", {})))
        at[name_in(one.get("id"))] = len(found)
        name, unsure = name_in(one.get("class")), one.get("unsure") is True
        found.append(SpanLabel(start=start, end=end, name=name, said=said, unsure=unsure))
    relations = tuple(_our_relation(object_in(one), at) for one in entries(row.get("relations")))
    said, turns = _said_in(answers), tuple(_said_of_turns(row.get("turns")))
    return Labels(
        spans=tuple(found),
        relations=relations,
        said=said,
        unsure=tuple(name_in(one) for one in entries(row.get("unsure"))),
        turns=turns,
        origin=Origin.PERSON if found or said or turns else Origin.NONE,
    )


def _said_of_turns(turns: object) -> Iterator[tuple[int, Said, bool]]:
    for turn in turns if isinstance(turns, list) else []:
        body = object_in(turn)
        unsure = entries(body.get("unsure"))
        for said in _said_in(object_in(body.get("answers", {}))):
            yield number_in(body.get("number")), said, said[0] in unsure


def _our_relation(one: Mapping[str, object], at: Mapping[str, int]) -> RelationLabel:
    ends = [at.get(name_in(one.get(end))) for end in ("source", "target")]
    source, target = ends
    if source is None or target is None:
        raise ProblemError(Problem.LABEL_FORM)
    name, unsure = name_in(one.get("class")), one.get("unsure") is True
    return RelationLabel(source=source, target=target, name=name, unsure=unsure)


def _said_in(body: Mapping[str, object]) -> tuple[Said, ...]:
    return tuple((name_in(name), "value", _value(value)) for name, value in body.items())


def _value(value: object) -> str | int | list[str]:
    if isinstance(value, list):
        return [name_in(one) for one in value]
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ProblemError(Problem.LABEL_FORM)
    return value
