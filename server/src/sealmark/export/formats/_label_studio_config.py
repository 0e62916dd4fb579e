"""The labeling configuration that belongs to Label Studio tasks: names of controls, and the XML.

- Classes, relations and options go by name, as Label Studio knows them; a name used twice (in a
  tree: under one parent) goes by id.
- What is asked about each turn is a control per region of the label `Turn`, which stands on the
  turns that have answers.
- What is asked about spans of a class is a control per region, named `<class>.<attribute>`, shown
  for that class only.
"""

# SPDX-License-Identifier: Apache-2.0
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, assert_never
from xml.sax.saxutils import quoteattr

from sealmark.ontology.domain import (
    Ontology,
    Option,
    Question,
    QuestionKind,
    RelationClass,
    SpanClass,
)

LABELS: Final = "label"
TEXT: Final = "text"
TURN: Final = "turn"
TURN_LABEL: Final = "Turn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """A question as Label Studio asks it."""

    name: str
    question: Question
    options: Mapping[str, str] = field(repr=False)
    """Option id -> its name."""
    parents: Mapping[str, str] = field(repr=False)

    @classmethod
    def of(cls, name: str, question: Question) -> "Control":
        """Name a question and its options."""
        return cls(
            name=name,
            question=question,
            options=_called(question.options),
            parents={one.id: one.parent for one in question.options},
        )

    def path(self, option: str) -> list[str]:
        """Return the names from the top of a tree down to an option."""
        names: list[str] = []
        while option:
            names.insert(0, self.options.get(option, option))
            option = self.parents.get(option, "")
        return names


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """How Label Studio calls everything of an ontology."""

    classes: Mapping[str, str]
    relations: Mapping[str, RelationClass]
    relation_names: Mapping[str, str]
    questions: Mapping[str, Control]
    attributes: Mapping[tuple[str, str], Control]

    @classmethod
    def of(cls, ontology: Ontology) -> "Names":
        """Name everything."""
        return cls(
            classes=_called(ontology.classes),
            relations={one.id: one for one in ontology.relations},
            relation_names=_called(ontology.relations),
            questions={one.id: Control.of(control_name(one.id), one) for one in ontology.questions},
            attributes={
                (one.id, asked.id): Control.of(f"{one.id}.{asked.id}", asked)
                for one in ontology.classes
                for asked in one.attributes
            },
        )


def control_name(question: str) -> str:
    """Return the name of a question's control; three names are taken."""
    return f"answer-{question}" if question in {LABELS, TEXT, TURN} else question


def config(ontology: Ontology, names: Names) -> str:
    """Return the labeling configuration."""
    lines = ["<View>", '  <Text name="text" value="$text"/>']
    if ontology.classes:
        lines.append(f'  <Labels name="{LABELS}" toName="{TEXT}">')
        lines += [
            f"    <Label value={quoteattr(names.classes[one.id])}"
            f" background={quoteattr(one.color)}/>"
            for one in ontology.classes
        ]
        lines.append("  </Labels>")
    if ontology.relations:
        lines.append("  <Relations>")
        lines += [
            f"    <Relation value={quoteattr(names.relation_names[one.id])}/>"
            for one in ontology.relations
        ]
        lines.append("  </Relations>")
    for (class_id, _), control in names.attributes.items():
        only = f'whenTagName="{LABELS}" whenLabelValue={quoteattr(names.classes[class_id])}'
        lines.append(f'  <View visibleWhen="region-selected" {only}>')
        lines.append(f"    <Header value={quoteattr(control.question.title)}/>")
        lines += [f"  {line}" for line in _control(control, ' perRegion="true"')]
        lines.append("  </View>")
    lines += _of_turns([one for one in names.questions.values() if one.question.per_turn])
    for control in names.questions.values():
        if not control.question.per_turn:
            lines.append(f"  <Header value={quoteattr(control.question.title)}/>")
            lines += _control(control, "")
    return "\n".join([*lines, "</View>"]) + "\n"


def _of_turns(controls: Sequence[Control]) -> Iterator[str]:
    if not controls:
        return
    yield f'  <Labels name="{TURN}" toName="{TEXT}">'
    yield f'    <Label value="{TURN_LABEL}" background="#495a6e"/>'
    yield "  </Labels>"
    for control in controls:
        yield f'  <View visibleWhen="region-selected" whenTagName="{TURN}">'
        yield f"    <Header value={quoteattr(control.question.title)}/>"
        yield from (f"  {line}" for line in _control(control, ' perRegion="true"'))
        yield "  </View>"


def _control(control: Control, region: str) -> list[str]:
    asked = control.question
    where = f"name={quoteattr(control.name)} toName={quoteattr(TEXT)}{region}"
    if asked.required:
        where += ' required="true"'
    match asked.kind:
        case QuestionKind.TEXT:
            return [f"  <TextArea {where}/>"]
        case QuestionKind.RATING:
            return [f'  <Rating {where} maxRating="{asked.max}"/>']
        case QuestionKind.NUMBER:
            return [f"  <Number {where}{_limits(asked)}/>"]
        case QuestionKind.DATE:
            return [f'  <DateTime {where} only="date" format="%Y-%m-%d"/>']
        case QuestionKind.TREE:
            only = ' leafsOnly="true"' if asked.leaves_only else ""
            most = f' maxUsages="{asked.most}"' if asked.most else ""
            return [f"  <Taxonomy {where}{only}{most}>", *_tree(control), "  </Taxonomy>"]
        case QuestionKind.SINGLE | QuestionKind.MULTIPLE:
            choice = "single" if asked.kind is QuestionKind.SINGLE else "multiple"
            return [
                f'  <Choices {where} choice="{choice}">',
                *[f"    <Choice value={quoteattr(name)}/>" for name in control.options.values()],
                "  </Choices>",
            ]
    assert_never(asked.kind)


def _limits(asked: Question) -> str:
    limits = {"min": asked.low, "max": asked.high, "step": asked.step}
    return "".join(f" {name}={quoteattr(value)}" for name, value in limits.items() if value)


def _tree(control: Control) -> list[str]:
    below: dict[str, list[str]] = {}
    for option, parent in control.parents.items():
        below.setdefault(parent, []).append(option)

    def lines_of(parent: str, indent: str) -> Iterator[str]:
        for option in below.get(parent, ()):
            name = quoteattr(control.options[option])
            if option in below:
                yield f"{indent}<Choice value={name}>"
                yield from lines_of(option, f"{indent}  ")
                yield f"{indent}</Choice>"
            else:
                yield f"{indent}<Choice value={name}/>"

    return list(lines_of("", "    "))


def _called(things: Sequence[SpanClass | RelationClass | Option]) -> dict[str, str]:
    used = Counter((getattr(one, "parent", ""), one.name) for one in things)
    return {
        one.id: one.name if used[getattr(one, "parent", ""), one.name] == 1 else one.id
        for one in things
    }
