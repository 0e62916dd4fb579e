"""Labels after a change of the ontology: the same labels, said in the classes that are left.

- Attributes stay as far as the new class asks them; relations as far as they may join the new ends.
- Two spans that become the same one are one from then on, with the relations of both.
- Whatever goes is counted.
"""

# SPDX-License-Identifier: Apache-2.0
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sealmark.annotations.document import Labels, Relation, Span
from sealmark.annotations.elsewhere import MOVED_REVIEWED
from sealmark.ontology.domain import Change, ChangeKind, Ontology, Value, misfit

FOLLOWED = "followed"
"""The outcome of a revision that only followed a change of the ontology."""
FOLLOWED_REVIEWED = "followed_reviewed"
"""The same, of labels that a reviewer had accepted."""
REVIEWED_BEFORE = frozenset({MOVED_REVIEWED, FOLLOWED_REVIEWED})
"""What a reviewer had accepted before it was written anew without a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """Labels after a change: how many spans it touched, and how much had no place any more."""

    labels: Labels
    spans: int
    relations_lost: int
    attributes_lost: int


def followed(labels: Labels, change: Change, ontology: Ontology) -> Followed:
    """Say labels as the changed ontology has them; pure."""
    before = {span.id: span for span in labels.spans}
    spans = [one for span in labels.spans if (one := _span(span, change, ontology)) is not None]
    kept, same_as = _without_twins(spans, before)
    relations = _joined(labels.relations, kept, same_as, ontology)
    touched = [span for span in labels.spans if _goes_to(span, change) != span.class_id]
    after = {span.id: span for span in kept}
    attributes_lost = sum(
        len(span.attributes) - len(after[same_as.get(span.id, span.id)].attributes)
        for span in touched
        if same_as.get(span.id, span.id) == span.id and span.id in after
    )
    return Followed(
        labels=Labels(spans=tuple(kept), relations=relations, answers=labels.answers),
        spans=len(touched),
        relations_lost=len(labels.relations) - len(relations),
        attributes_lost=attributes_lost,
    )


def _goes_to(span: Span, change: Change) -> str | None:
    """Return the class that a span gets; None if it goes."""
    if span.class_id not in change.classes:
        return span.class_id
    match change.kind:
        case ChangeKind.MERGE:
            return change.into
        case ChangeKind.SPLIT:
            said = span.attributes.get(change.attribute_id)
            return dict(change.by_option).get(str(said), span.class_id)
        case ChangeKind.RETIRE:
            return None if change.touches_labels else span.class_id
        case ChangeKind.REOPEN:
            return span.class_id


def _span(span: Span, change: Change, ontology: Ontology) -> Span | None:
    into = _goes_to(span, change)
    if into is None or into == span.class_id:
        return span if into else None
    return replace(span, class_id=into, attributes=_fitting(span.attributes, into, ontology))


def _fitting(
    attributes: Mapping[str, Value], class_id: str, ontology: Ontology
) -> dict[str, Value]:
    kind = ontology.span_class(class_id)
    kept = {}
    for name, value in attributes.items():
        asked = kind.attribute(name) if kind else None
        if asked is not None and misfit(asked, value) is None:
            kept[name] = value
    return kept


def _without_twins(
    spans: Iterable[Span], before: Mapping[str, Span]
) -> tuple[list[Span], dict[str, str]]:
    """Leave out spans that became the same as another; those that were the same before stay."""
    first: dict[str, str] = {}
    kept: list[Span] = []
    same_as: dict[str, str] = {}
    for span in spans:
        said = json.dumps(dict(span.attributes), sort_keys=True)
        key = f"{span.start} {span.end} {span.class_id} {said}"
        twin = first.get(key)
        became = twin is not None and before[twin].class_id != before[span.id].class_id
        if twin is not None and became:
            same_as[span.id] = twin
            continue
        first.setdefault(key, span.id)
        kept.append(span)
    return kept, same_as


def _joined(
    relations: Iterable[Relation],
    spans: Iterable[Span],
    same_as: Mapping[str, str],
    ontology: Ontology,
) -> tuple[Relation, ...]:
    classes = {span.id: span.class_id for span in spans}
    seen: set[tuple[str, str, str]] = set()
    kept = []
    for one in relations:
        source, target = (same_as.get(end, end) for end in (one.source, one.target))
        kind = ontology.relation(one.class_id)
        if source == target or not {source, target} <= classes.keys() or kind is None:
            continue
        ends = (source, target) if kind.directed else (min(source, target), max(source, target))
        if (one.class_id, *ends) in seen or not kind.joins(classes[source], classes[target]):
            continue
        seen.add((one.class_id, *ends))
        kept.append(replace(one, source=source, target=target))
    return tuple(kept)
