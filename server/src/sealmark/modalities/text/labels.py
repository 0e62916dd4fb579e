"""Labels that files bring along, with their places turned into code points.

- Label Studio counts UTF-16 units, as browsers do; doccano counts code points.
- A quote in the file decides: places are taken only if they select the quoted text.
- Only span labels and document choices are taken; drawings, relations and ratings are left out.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator, Mapping

from sealmark.modalities.text.items import Labels, Origin, SpanLabel
from sealmark.modalities.text.offsets import OffsetError, Utf16Map
from sealmark.modalities.text.problems import Problem, ProblemError

_SPAN_TYPES = {"labels": "labels", "hypertextlabels": "hypertextlabels"}
_PARTS_OF_A_SPAN = 3


def doccano_labels(row: Mapping[str, object], content: str) -> Labels:
    """Return the labels of a doccano row: `label`, `labels`, `entities` or `cats`."""
    spans: list[SpanLabel] = []
    choices: list[str] = []
    for name in ("label", "labels", "entities", "cats"):
        for entry in _entries(row.get(name)):
            if isinstance(entry, str):
                choices.append(entry)
            else:
                spans.append(_doccano_span(entry, content))
    origin = Origin.PERSON if spans or choices else Origin.NONE
    return Labels(spans=tuple(spans), choices=tuple(choices), origin=origin)


def _entries(value: object) -> list[object]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _doccano_span(entry: object, content: str) -> SpanLabel:
    if isinstance(entry, Mapping):
        entry = [entry.get("start_offset"), entry.get("end_offset"), entry.get("label")]
    if not isinstance(entry, list) or len(entry) != _PARTS_OF_A_SPAN:
        raise ProblemError(Problem.LABEL_FORM)
    start, end = _number(entry[0]), _number(entry[1])
    if not 0 <= start < end <= len(content):
        raise ProblemError(Problem.LABEL_OFFSETS)
    return SpanLabel(start=start, end=end, name=_name(entry[2]))


def label_studio_labels(task: Mapping[str, object], content: str) -> Labels:
    """Return the labels of a Label Studio task: a person's first, else the first prediction."""
    units = Utf16Map(content)
    for key, origin in (("annotations", Origin.PERSON), ("predictions", Origin.MODEL)):
        for answer in _entries(task.get(key)):
            if isinstance(answer, Mapping) and not answer.get("was_cancelled"):
                return _answer(answer, content, units, origin)
    return Labels()


def _answer(answer: Mapping[str, object], content: str, units: Utf16Map, origin: Origin) -> Labels:
    spans: list[SpanLabel] = []
    choices: list[str] = []
    for part in _entries(answer.get("result")):
        kind, value = _part(part)
        if kind == "choices":
            choices.extend(_name(choice) for choice in _entries(value.get("choices")))
        elif kind in _SPAN_TYPES:
            spans.extend(_label_studio_spans(value, _SPAN_TYPES[kind], content, units))
    return Labels(spans=tuple(spans), choices=tuple(choices), origin=origin)


def _part(part: object) -> tuple[str, Mapping[str, object]]:
    if not isinstance(part, Mapping):
        raise ProblemError(Problem.LABEL_FORM)
    value = part.get("value", {})
    if not isinstance(value, Mapping):
        raise ProblemError(Problem.LABEL_FORM)
    return str(part.get("type", "")), value


def _label_studio_spans(
    value: Mapping[str, object], names: str, content: str, units: Utf16Map
) -> Iterator[SpanLabel]:
    place = value.get("globalOffsets", value)
    if not isinstance(place, Mapping):
        raise ProblemError(Problem.LABEL_FORM)
    start, end = _number(place.get("start")), _number(place.get("end"))
    start, end = _settled(start, end, value.get("text"), content, units)
    for name in _entries(value.get(names)):
        yield SpanLabel(start=start, end=end, name=_name(name))


def _settled(start: int, end: int, quote: object, content: str, units: Utf16Map) -> tuple[int, int]:
    """Return code points: of the reading, UTF-16 or code points, that selects the quote."""
    try:
        readings = [(units.to_code_points(start), units.to_code_points(end)), (start, end)]
    except OffsetError:
        readings = [(start, end)]
    for first, last in readings if isinstance(quote, str) else readings[:1]:
        inside = 0 <= first < last <= len(content)
        if inside and (not isinstance(quote, str) or content[first:last] == quote):
            return first, last
    raise ProblemError(Problem.LABEL_OFFSETS)


def _number(value: object) -> int:
    # Label Studio writes whole numbers as text in places.
    if isinstance(value, str) and value.isascii() and value.isdigit():
        return int(value)
    if not isinstance(value, int) or isinstance(value, bool):
        raise ProblemError(Problem.LABEL_FORM)
    return value


def _name(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise ProblemError(Problem.LABEL_FORM)
    return value
