"""Changes that labels must follow: classes merged, split and retired, and work done anew.

- A change is read strictly and held against the newest ontology; what has to be there is there.
- Classes that were merged or retired stay in the ontology as retired: what was labeled before, and
  drafts, can still be read.
- A split goes by an attribute: each option that is named leads to another class.
"""

# SPDX-License-Identifier: Apache-2.0
from dataclasses import dataclass, replace
from enum import StrEnum

from sealmark.ontology.errors import ChangeRefusedError
from sealmark.ontology.fields import Body, count_of, id_of, items, object_of
from sealmark.ontology.reading import MOST_CLASSES
from sealmark.ontology.schema import Ontology, QuestionKind, SpanClass

HIGHEST_VERSION = 1_000_000


class ChangeKind(StrEnum):
    """What is done about labels that are there."""

    MERGE = "merge"
    SPLIT = "split"
    RETIRE = "retire"
    REOPEN = "reopen"


class Labeled(StrEnum):
    """What becomes of the spans of a retired class."""

    KEEP = "keep"
    DROP = "drop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change; which fields count depends on its kind.

    - merge: spans of `classes` become spans of `into`.
    - split: spans of the one class whose attribute `attribute_id` says an option of `by_option`
      become spans of the class it leads to.
    - retire: the one class is not offered any more; its spans stay or go, as `labeled` says.
    - reopen: work done under a guideline below `guideline_below` goes back to whoever did it; with
      `classes`, only where it has a span of one of them.
    """

    kind: ChangeKind
    classes: tuple[str, ...] = ()
    into: str = ""
    attribute_id: str = ""
    by_option: tuple[tuple[str, str], ...] = ()
    labeled: Labeled = Labeled.KEEP
    guideline_below: int = 0

    @property
    def touches_labels(self) -> bool:
        """Say whether labels are written anew by it."""
        return self.kind in {ChangeKind.MERGE, ChangeKind.SPLIT} or (
            self.kind is ChangeKind.RETIRE and self.labeled is Labeled.DROP
        )

    def to_json(self) -> dict[str, object]:
        """Return the JSON form, as it is kept and sent."""
        body: dict[str, object] = {"kind": self.kind.value, "classes": list(self.classes)}
        match self.kind:
            case ChangeKind.MERGE:
                body["into"] = self.into
            case ChangeKind.SPLIT:
                body |= {"attribute_id": self.attribute_id, "by_option": dict(self.by_option)}
            case ChangeKind.RETIRE:
                body["labeled"] = self.labeled.value
            case ChangeKind.REOPEN:
                body["guideline_below"] = self.guideline_below
        return body


_FIELDS = {
    ChangeKind.MERGE: {"into"},
    ChangeKind.SPLIT: {"attribute_id", "by_option"},
    ChangeKind.RETIRE: {"labeled"},
    ChangeKind.REOPEN: {"guideline_below"},
}


def read_change(value: object, ontology: Ontology) -> Change:
    """Read a change and hold it against the ontology."""
    kind = value.get("kind") if isinstance(value, dict) else None
    if not isinstance(kind, str) or kind not in set(ChangeKind):
        raise ChangeRefusedError(
            f"A change is one of: {', '.join(ChangeKind)}.", field="change.kind"
        )
    chosen = ChangeKind(kind)
    body = object_of(value, "change", {"kind", "classes"} | _FIELDS[chosen])
    classes = _classes(body, ontology, least=0 if chosen is ChangeKind.REOPEN else 1)
    match chosen:
        case ChangeKind.MERGE:
            return _merge(body, classes, ontology)
        case ChangeKind.SPLIT:
            return _split(body, classes, ontology)
        case ChangeKind.RETIRE:
            return _retire(body, classes)
        case ChangeKind.REOPEN:
            below = count_of(
                body, "guideline_below", "change", allowed=range(2, HIGHEST_VERSION), usual=0
            )
            return Change(kind=chosen, classes=classes, guideline_below=below)


def changed(ontology: Ontology, change: Change) -> Ontology:
    """Return the ontology as the change leaves it; the same one if only labels change."""
    if change.kind not in {ChangeKind.MERGE, ChangeKind.RETIRE}:
        return ontology
    gone = set(change.classes)
    classes = tuple(
        replace(one, retired=True, hotkey="") if one.id in gone else one for one in ontology.classes
    )
    relations = tuple(
        replace(
            one,
            sources=_renamed(one.sources, gone, change.into),
            targets=_renamed(one.targets, gone, change.into),
        )
        for one in ontology.relations
    )
    return Ontology(classes=classes, relations=relations, questions=ontology.questions)


def _renamed(ends: tuple[str, ...], gone: set[str], into: str) -> tuple[str, ...]:
    """Let a relation join what the merged classes became; what is retired stays as it is."""
    if not into or not gone & set(ends):
        return ends
    return tuple(dict.fromkeys(into if one in gone else one for one in ends))


def _classes(body: Body, ontology: Ontology, *, least: int) -> tuple[str, ...]:
    given = items(body, "classes", MOST_CLASSES, "change")
    if len(given) < least or not all(
        isinstance(one, str) and one in ontology.class_ids for one in given
    ):
        raise ChangeRefusedError(
            "classes holds ids of classes of the newest ontology.", field="change.classes"
        )
    return tuple(dict.fromkeys(str(one) for one in given))


def _merge(body: Body, classes: tuple[str, ...], ontology: Ontology) -> Change:
    into = _target(body.get("into"), ontology, "change.into")
    if into in classes:
        raise ChangeRefusedError("A class is not merged into itself.", field="change.into")
    return Change(kind=ChangeKind.MERGE, classes=classes, into=into)


def _split(body: Body, classes: tuple[str, ...], ontology: Ontology) -> Change:
    asked = ontology.span_class(classes[0])
    attribute_id = id_of(body, "change", "attribute_id")
    attribute = asked.attribute(attribute_id) if asked else None
    if len(classes) != 1 or attribute is None or attribute.kind is not QuestionKind.SINGLE:
        raise ChangeRefusedError(
            "One class is split by one of its attributes that has a single choice.",
            field="change.attribute_id",
        )
    given = body.get("by_option")
    if not isinstance(given, dict) or not given or not set(given) <= attribute.option_ids:
        raise ChangeRefusedError(
            "by_option leads from options of the attribute to classes.", field="change.by_option"
        )
    leads = tuple(
        (option, _target(into, ontology, f"change.by_option.{option}"))
        for option, into in given.items()
    )
    return Change(
        kind=ChangeKind.SPLIT, classes=classes, attribute_id=attribute_id, by_option=leads
    )


def _retire(body: Body, classes: tuple[str, ...]) -> Change:
    labeled = body.get("labeled", Labeled.KEEP.value)
    if not isinstance(labeled, str) or labeled not in set(Labeled):
        raise ChangeRefusedError("Labels of a retired class: keep or drop.", field="change.labeled")
    return Change(kind=ChangeKind.RETIRE, classes=classes, labeled=Labeled(labeled))


def _target(value: object, ontology: Ontology, where: str) -> str:
    target: SpanClass | None = ontology.span_class(value) if isinstance(value, str) else None
    if target is None or target.retired:
        raise ChangeRefusedError(
            "Labels go to a class of the newest ontology that is in use. Publish it first.",
            field=where,
        )
    return target.id
