"""Labeling configurations of Label Studio, as far as they ask about text, as ontologies.

- Labels become classes, controls become questions; a control per region becomes an attribute of
  the classes it is shown for, about messages of a chat it is asked of each turn. A header right
  before a control is its title.
- Nothing is dropped silently: every element and every setting that has no place is noted with its
  line and a reason. What is only layout is noted as such.
- Ids are made of names (an alias wins) and are unique; colours go by place, from the palette.
"""

# SPDX-License-Identifier: Apache-2.0
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from sealmark.modalities.conversation.roles import Role, role_of
from sealmark.modalities.text.xml_tree import Element

PALETTE: Final = (
    *("#0b63a5", "#b34700", "#00734f", "#a0336f", "#7d6000", "#0a7490"),
    *("#5f3dc4", "#7a4a1f", "#c92a2a", "#566b00", "#495a6e", "#9c1fa8"),
)
_SHOWN: Final = frozenset({"Text", "HyperText", "Paragraphs", "Chat"})
_LABELS: Final = frozenset({"Labels", "HyperTextLabels", "ParagraphLabels"})
_LAYOUT: Final = frozenset({"View", "Header", "Style", "Collapse", "Panel", "Markdown", "hr", "br"})
_OTHER_CONTENT: Final = frozenset(
    {
        *("Image", "Audio", "AudioPlus", "Video", "TimeSeries", "Table", "Pdf", "List"),
        *("Pairwise", "Ranker", "Bucket", "ReactCode"),
    }
)
_NAME, _TEXT = 200, 5_000
_TURN: Final = "turn"
"""The control by which an export of ours labels the turns of a conversation."""
_LOWEST_RATING, _HIGHEST_RATING = 2, 10
_MOST_NOTES = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something that was not taken over as it stood.

    `reason` is one of: `content` (not text), `control`, `condition`, `setting`, `layout`, `key`,
    `cut`, `object` (shown as plain text).
    """

    line: int
    tag: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Scope:
    """What the views around a control say: shown for picked regions only, and of which classes."""

    per_region: bool = False
    tag_name: str = ""
    labels: tuple[str, ...] = ()
    role: str = ""


@dataclass(slots=True)
class _Reading:
    shown: Mapping[str, str]
    notes: list[Note] = field(default_factory=list)
    classes: list[dict[str, Any]] = field(default_factory=list)
    relations: list[dict[str, Any]] = field(default_factory=list)
    questions: list[dict[str, Any]] = field(default_factory=list)
    regional: list[tuple[_Scope, dict[str, Any]]] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)
    has_turns: bool = False
    """A control of its own labels turns: what is asked about its regions is asked of each turn."""
    labels_of: dict[str, list[str]] = field(default_factory=dict)
    """Name of a labels control -> ids of its classes."""

    def note(self, element: Element, reason: str, name: str = "") -> None:
        if len(self.notes) < _MOST_NOTES:
            name = (name or element.attributes.get("name", ""))[:_NAME]
            self.notes.append(Note(line=element.line, tag=element.tag, name=name, reason=reason))

    def ask_of_turns(self, name: str, question: Mapping[str, Any], role: str) -> None:
        """Ask a question of each turn, of one role if that is named."""
        known = role_of(role)
        roles = [] if known is Role.OTHER else [str(known)]
        asked = _id(name, self.ids)
        self.questions.append({**question, "id": asked, "per_turn": True, "roles": roles})

    def settings(self, element: Element, known: Iterable[str]) -> None:
        """Note every attribute that has no place."""
        for name in element.attributes.keys() - set(known):
            self.note(element, "setting", name)


def read_config(root: Element) -> tuple[dict[str, Any], list[Note]]:
    """Return an ontology's document, and what it could not take over."""
    named = [one for one in root.walk() if "name" in one.attributes and "value" in one.attributes]
    reading = _Reading({one.attributes["name"]: one.tag for one in named})
    _view(root, reading, _Scope(), "")
    for scope, question in reading.regional:
        _hand_out(question, scope, reading)
    reading.notes.sort(key=lambda note: note.line)
    document: dict[str, Any] = {"classes": reading.classes, "questions": reading.questions}
    if reading.relations:
        document["relations"] = reading.relations
    return document, reading.notes


def _view(element: Element, reading: _Reading, scope: _Scope, title: str) -> str:
    """Read one element; return the title that it leaves for the next."""
    tag = element.tag
    if tag in _LAYOUT:
        return _layout(element, reading, scope, title)
    if tag in _LABELS:
        _labels(element, reading)
    elif tag == "Relations":
        _relations(element, reading)
    elif tag in _CONTROLS:
        _control(element, reading, scope, title)
    elif tag in _SHOWN:
        if tag == "HyperText":
            reading.note(element, "object")
        reading.settings(element, {"name", "value"})
    else:
        reading.note(element, "content" if tag in _OTHER_CONTENT else "control")
    return ""


def _layout(element: Element, reading: _Reading, scope: _Scope, title: str) -> str:
    if element.tag == "Header":
        reading.settings(element, {"value", "size", "style", "className", "name", "underline"})
        return element.attributes.get("value", "")
    if element.tag != "View" or element.attributes.keys() & {"style", "className"}:
        reading.note(element, "layout")
    inner = _scope(element, reading, scope)
    for child in element.children:
        title = _view(child, reading, inner, title)
    return title


def _scope(element: Element, reading: _Reading, scope: _Scope) -> _Scope:
    """Read what a view or a control says about when it is shown."""
    attributes = element.attributes
    regional = attributes.get("perRegion") == "true"
    when = attributes.get("visibleWhen", "")
    if when == "region-selected":
        regional = True
    elif when:
        reading.note(element, "condition", when)
    labels = attributes.get("whenLabelValue", "")
    return replace(
        scope,
        per_region=scope.per_region or regional,
        tag_name=attributes.get("whenTagName", scope.tag_name),
        labels=tuple(labels.split(",")) if labels else scope.labels,
        role=attributes.get("whenRole", scope.role),
    )


def _shown_by(element: Element, reading: _Reading) -> set[str]:
    """Return what shows what a control is about."""
    targets = [one for one in element.attributes.get("toName", "").split(",") if one]
    return {reading.shown.get(one, "Text") for one in targets}


def _is_about_text(element: Element, reading: _Reading) -> bool:
    """Say whether a control asks about text; one without a target does."""
    about = _shown_by(element, reading)
    if about & _SHOWN or not about:
        return True
    reading.note(element, "content")
    return False


def _labels(element: Element, reading: _Reading) -> None:
    if not _is_about_text(element, reading):
        return
    reading.settings(element, {"name", "toName"})
    name = element.attributes.get("name", "")
    if name == _TURN and [one.attributes.get("value") for one in element.children] == ["Turn"]:
        reading.has_turns = True
        return
    for child in element.children:
        if child.tag != "Label":
            reading.note(child, "control")
            continue
        at = len(reading.classes)
        look = _look(child, reading, at, {"background"})
        reading.labels_of.setdefault(name, []).append(look["id"])
        reading.classes.append(look)


def _relations(element: Element, reading: _Reading) -> None:
    for child in element.children:
        if child.tag != "Relation":
            reading.note(child, "control")
            continue
        look = _look(child, reading, len(reading.relations) + 6, set())
        reading.relations.append(look | {"sources": [], "targets": [], "directed": True})


def _look(element: Element, reading: _Reading, at: int, more: set[str]) -> dict[str, Any]:
    attributes = element.attributes
    reading.settings(element, {"value", "alias", "hotkey", "hint", "html"} | more)
    name = _cut(attributes.get("value", ""), _NAME, element, reading) or f"Label {at + 1}"
    return {
        "id": _id(attributes.get("alias") or name, reading.ids),
        "name": name,
        "color": PALETTE[at % len(PALETTE)],
        "hotkey": _key(element, reading),
        "description": _cut(attributes.get("hint", ""), _TEXT, element, reading),
    }


def _cut(text: str, most: int, element: Element, reading: _Reading) -> str:
    if len(text) > most:
        reading.note(element, "cut")
    return text[:most]


def _key(element: Element, reading: _Reading) -> str:
    key = element.attributes.get("hotkey", "").lower()
    if not key:
        return ""
    # The page's own keys are refused where an ontology is published: see there.
    if len(key) != 1 or key in reading.keys or key in "agrs?":
        reading.note(element, "key", key)
        return ""
    reading.keys.add(key)
    return key


def _id(name: str, taken: set[str]) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9_.]+", "-", plain).strip("-.")[:40] or "item"
    found, number = base, 2
    while found in taken:
        found, number = f"{base}-{number}", number + 1
    taken.add(found)
    return found


def _control(element: Element, reading: _Reading, scope: _Scope, title: str) -> None:
    if not _is_about_text(element, reading):
        return
    inner = _scope(element, reading, scope)
    attributes = element.attributes
    name = attributes.get("name", element.tag)
    kind, known = _CONTROLS[element.tag](element, reading)
    if not kind:
        return
    reading.settings(
        element,
        {*("name", "toName", "required", "perRegion", "visibleWhen", "whenTagName"), *known}
        | {"whenLabelValue", "requiredMessage", "title"},
    )
    # Conditions on other answers have no counterpart: the question is asked always.
    question: dict[str, Any] = {
        "kind": kind.pop("kind"),
        "title": _cut(title or attributes.get("title") or name, _NAME, element, reading),
        "required": attributes.get("required") == "true",
        **kind,
    }
    if inner.per_region and _shown_by(element, reading) == {"Chat"}:
        # The regions of a chat are its messages.
        reading.ask_of_turns(name, question, inner.role)
    elif inner.per_region:
        reading.regional.append((inner, {"id": name, **question}))
    else:
        reading.questions.append({"id": _id(name, reading.ids), **question})


def _hand_out(question: dict[str, Any], scope: _Scope, reading: _Reading) -> None:
    """Give a question per region to the classes that it is shown for, or ask it of each turn."""
    if reading.has_turns and scope.tag_name == _TURN:
        reading.ask_of_turns(str(question["id"]), question, scope.role)
        return
    ids = reading.labels_of.get(scope.tag_name) or [one["id"] for one in reading.classes]
    for one in reading.classes:
        if one["id"] not in ids or (scope.labels and one["name"] not in scope.labels):
            continue
        attributes = one.setdefault("attributes", [])
        taken = {asked["id"] for asked in attributes}
        name = str(question["id"]).removeprefix(f"{one['id']}.")
        attributes.append({**question, "id": _id(name, taken)})


def _choices(element: Element, reading: _Reading) -> tuple[dict[str, Any], set[str]]:
    kind = "multiple" if element.attributes.get("choice") == "multiple" else "single"
    return _options(element, reading, kind), {"choice", "showInline", "layout"}


def _taxonomy(element: Element, reading: _Reading) -> tuple[dict[str, Any], set[str]]:
    found = _options(element, reading, "tree")
    attributes = element.attributes
    if attributes.get("leafsOnly") == "true" and found.get("kind") == "tree":
        found["leaves_only"] = True
    most = attributes.get("maxUsages", "")
    if most.isdigit() and int(most) and found.get("kind") == "tree":
        found["most"] = min(int(most), 5_000)
    return found, {"leafsOnly", "maxUsages", "showFullPath", "pathSeparator", "placeholder"}


def _options(element: Element, reading: _Reading, kind: str) -> dict[str, Any]:
    options: list[dict[str, Any]] = []
    ids: set[str] = set()

    def add(parent: str, among: list[Element]) -> None:
        for child in among:
            if child.tag != "Choice":
                reading.note(child, "control")
                continue
            reading.settings(child, {"value", "alias", "hotkey", "hint", "html", "selected"})
            name = _cut(child.attributes.get("value", ""), _NAME, child, reading)
            name = name or f"Answer {len(options) + 1}"
            option_id = _id(child.attributes.get("alias") or name, ids)
            option = {"id": option_id, "name": name, "hotkey": _key(child, reading)}
            options.append(option | {"parent": parent} if parent else option)
            add(option_id, child.children)

    add("", element.children)
    if not options:
        # Choices that come with each task cannot be known beforehand.
        reading.note(element, "control")
        return {}
    nested = any("parent" in option for option in options)
    return {"kind": "tree" if nested else kind, "options": options}


def _text(element: Element, reading: _Reading) -> tuple[dict[str, Any], set[str]]:
    _ = element, reading
    return {"kind": "text"}, {"placeholder", "rows", "editable", "showSubmitButton"}


def _rating(element: Element, reading: _Reading) -> tuple[dict[str, Any], set[str]]:
    wanted = element.attributes.get("maxRating", "5")
    highest = int(wanted) if wanted.isdigit() else 5
    if not _LOWEST_RATING <= highest <= _HIGHEST_RATING:
        reading.note(element, "cut", "maxRating")
    return {"kind": "rating", "max": min(max(_LOWEST_RATING, highest), _HIGHEST_RATING)}, {
        "maxRating"
    }


def _number(element: Element, reading: _Reading) -> tuple[dict[str, Any], set[str]]:
    found = {"kind": "number"}
    for name in ("min", "max", "step"):
        value = element.attributes.get(name, "")
        if re.fullmatch(r"-?(?:0|[1-9]\d{0,17})(?:\.\d{0,11}[1-9])?", value):
            found[name] = value
        elif value:
            reading.note(element, "setting", name)
    return found, {"min", "max", "step"}


def _date(element: Element, reading: _Reading) -> tuple[dict[str, Any], set[str]]:
    if element.attributes.get("only", "date") != "date":
        reading.note(element, "setting", "only")
    return {"kind": "date"}, {"only", "format"}


_CONTROLS: Final[Mapping[str, Callable[[Element, _Reading], tuple[dict[str, Any], set[str]]]]] = {
    "Choices": _choices,
    "Taxonomy": _taxonomy,
    "TextArea": _text,
    "Rating": _rating,
    "Number": _number,
    "DateTime": _date,
}
