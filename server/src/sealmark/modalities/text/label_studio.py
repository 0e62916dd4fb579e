"""Labels of Label Studio tasks, with their places turned into code points.

- Label Studio counts UTF-16 units, as browsers do. A quote in the file decides: places are taken
  only if they select the quoted text.
- In a conversation places are told by the turn and the units inside its words. What is said about a
  region that an export of ours labels `Turn` is said about that turn.
- Taken are spans, relations, and what is said in choices, taxonomies, texts, ratings, numbers and
  dates; what bears the id of a span is said about that span. Everything else is passed over, and
  counted by its type.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from sealmark.modalities.conversation.turns import Turn
from sealmark.modalities.text.items import Labels, Origin, RelationLabel, Said, SpanLabel
from sealmark.modalities.text.label_fields import entries, name_in, number_in, object_in
from sealmark.modalities.text.offsets import OffsetError, Utf16Map
from sealmark.modalities.text.problems import Problem, ProblemError

_SPAN_TYPES: Final = frozenset({"labels", "hypertextlabels", "paragraphlabels"})
_TURN: Final = "turn"
_SAID_TYPES: Final[Mapping[str, str]] = {
    "choices": "choices",
    "taxonomy": "taxonomy",
    "textarea": "text",
    "rating": "rating",
    "number": "number",
    "datetime": "datetime",
}


def label_studio_labels(
    task: Mapping[str, object], content: str, turns: Sequence[Turn] = ()
) -> Labels:
    """Return the labels of a Label Studio task: a person's first, else the first prediction."""
    units = Utf16Map(content)
    for key, origin in (("annotations", Origin.PERSON), ("predictions", Origin.MODEL)):
        for answer in entries(task.get(key)):
            if isinstance(answer, Mapping) and not answer.get("was_cancelled"):
                reading = _Reading(content, units, turns)
                for part in entries(answer.get("result")):
                    reading.add(object_in(part))
                return reading.labels(origin)
    return Labels()


class _Reading:
    """The results of one annotation; relations and remarks may stand before their spans."""

    def __init__(self, content: str, units: Utf16Map, turns: Sequence[Turn]) -> None:
        self._content = content
        self._turns = turns
        self._units = units
        self._spans: list[SpanLabel] = []
        self._at: dict[str, list[int]] = {}
        self._said: list[tuple[str, Said]] = []
        self._turn_at: dict[str, int] = {}
        self._relations: list[Mapping[str, object]] = []
        self._passed: list[str] = []

    def add(self, part: Mapping[str, object]) -> None:
        kind = str(part.get("type", ""))
        if kind == "relation":
            self._relations.append(part)
            return
        value = object_in(part.get("value", {}))
        region = part.get("id")
        if kind in _SPAN_TYPES and self._is_turn(part, value):
            return
        if kind in _SPAN_TYPES:
            for span in self._spans_of(value, kind):
                if isinstance(region, str):
                    self._at.setdefault(region, []).append(len(self._spans))
                self._spans.append(span)
        elif kind in _SAID_TYPES:
            control = str(part.get("from_name", ""))
            said = (control, kind if kind != "textarea" else "text", _said(kind, value))
            self._said.append((str(region or ""), said))
        else:
            self._passed.append(kind or "?")

    def _is_turn(self, part: Mapping[str, object], value: Mapping[str, object]) -> bool:
        """Note a region that is a turn of its own, as an export of ours tells it."""
        if part.get("from_name") != _TURN or "startOffset" in value or not self._turns:
            return False
        start, _ = self._settled(
            number_in(value.get("start")), number_in(value.get("end")), value.get("text")
        )
        starts = [turn.start for turn in self._turns]
        if start not in starts:
            return False
        self._turn_at[str(part.get("id", ""))] = starts.index(start) + 1
        return True

    def labels(self, origin: Origin) -> Labels:
        spans, about, of_turns = list(self._spans), [], []
        for region, said in self._said:
            if region in self._turn_at:
                of_turns.append((self._turn_at[region], said, False))
                continue
            for at in self._at.get(region, ()):
                spans[at] = replace(spans[at], said=(*spans[at].said, said))
            if region not in self._at:
                about.append(said)
        return Labels(
            spans=tuple(spans),
            relations=tuple(self._joined()),
            said=tuple(about),
            passed=tuple(self._passed),
            turns=tuple(of_turns),
            origin=origin,
        )

    def _joined(self) -> Iterator[RelationLabel]:
        for part in self._relations:
            ends = [self._at.get(str(part.get(end, ""))) for end in ("from_id", "to_id")]
            source, target = ends
            if not source or not target:
                self._passed.append("relation")
                continue
            if part.get("direction") == "left":
                source, target = target, source
            names = [name_in(one) for one in entries(part.get("labels"))] or [""]
            for name in names:
                yield RelationLabel(source=source[0], target=target[0], name=name)

    def _spans_of(self, value: Mapping[str, object], names: str) -> Iterator[SpanLabel]:
        if self._turns and "startOffset" in value:
            start, end = self._in_turns(value)
        else:
            place = object_in(value.get("globalOffsets", value))
            start, end = number_in(place.get("start")), number_in(place.get("end"))
            start, end = self._settled(start, end, value.get("text"))
        for name in entries(value.get(names)):
            yield SpanLabel(start=start, end=end, name=name_in(name))

    def _in_turns(self, value: Mapping[str, object]) -> tuple[int, int]:
        """Return code points of a span that is told by turns and UTF-16 units inside them."""
        edges = [
            self._in_turn(number_in(value.get(turn)), number_in(value.get(units)))
            for turn, units in (("start", "startOffset"), ("end", "endOffset"))
        ]
        if edges[0] >= edges[1]:
            raise ProblemError(Problem.LABEL_OFFSETS)
        return edges[0], edges[1]

    def _in_turn(self, number: int, units: int) -> int:
        if number >= len(self._turns):
            raise ProblemError(Problem.LABEL_OFFSETS)
        turn = self._turns[number]
        try:
            return turn.said + Utf16Map(self._content[turn.said : turn.end]).to_code_points(units)
        except OffsetError as cause:
            raise ProblemError(Problem.LABEL_OFFSETS) from cause

    def _settled(self, start: int, end: int, quote: object) -> tuple[int, int]:
        """Return code points: of the reading, UTF-16 or code points, that selects the quote."""
        units, content = self._units, self._content
        try:
            readings = [(units.to_code_points(start), units.to_code_points(end)), (start, end)]
        except OffsetError:
            readings = [(start, end)]
        for first, last in readings if isinstance(quote, str) else readings[:1]:
            inside = 0 <= first < last <= len(content)
            if inside and (not isinstance(quote, str) or content[first:last] == quote):
                return first, last
        raise ProblemError(Problem.LABEL_OFFSETS)


def _said(
    kind: str, value: Mapping[str, object]
) -> str | int | float | list[str] | list[list[str]]:
    said = value.get(_SAID_TYPES[kind])
    if kind == "taxonomy":
        return [[name_in(name) for name in entries(path)] for path in entries(said)]
    if kind in {"rating", "number"}:
        if isinstance(said, bool) or not isinstance(said, int | float):
            raise ProblemError(Problem.LABEL_FORM)
        return said
    if kind == "datetime":
        return name_in(said)
    return [name_in(one) for one in entries(said) if one != ""]
