"""Labeling configurations from outside: what is about text is taken, the rest is named, by line."""

# SPDX-License-Identifier: Apache-2.0
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from unit.labels_to_try import ONTOLOGY

from sealmark.export.registry import open_format
from sealmark.modalities.text.label_config import Note, read_config
from sealmark.modalities.text.xml_tree import LARGEST, XmlRefusedError, read_xml
from sealmark.ontology.domain import Ontology, read_ontology

CORPORA = Path(os.environ.get("SEALMARK_CORPORA", "../shared/corpora"))
TEMPLATES = CORPORA / "label_studio/annotation_templates"
ABOUT_TEXT = {
    "named-entity-recognition": (4, 0, []),
    "relation-extraction": (3, 2, []),
    "taxonomy": (0, 0, ["tree"]),
    "text-classification": (0, 0, ["single"]),
    "content-moderation": (0, 0, ["multiple", "text"]),
    "machine-translation": (0, 0, ["text"]),
    "question-answering": (1, 0, []),
    "html-entity-recognition": (3, 0, []),
    "intent-classification-and-slot-filling": (5, 0, ["single"]),
}


def taken(xml: str) -> tuple[Ontology, list[Note]]:
    document, notes = read_config(read_xml(xml.encode()))
    return read_ontology(document), notes


def in_view(inner: str) -> tuple[Ontology, list[Note]]:
    return taken(f'<View>\n<Text name="text" value="$text"/>\n{inner}\n</View>')


def told(notes: list[Note]) -> list[tuple[int, str, str]]:
    return [(note.line, note.reason, note.name) for note in notes]


def test_an_export_of_ours_reads_back_as_the_same_ontology() -> None:
    config = open_format("label_studio").companions(ONTOLOGY)["label_config.xml"].decode()
    ontology, notes = taken(config)
    assert {note.reason for note in notes} <= {"setting", "layout"}
    assert [one.name for one in ontology.classes] == [one.name for one in ONTOLOGY.classes]
    assert [one.name for one in ontology.relations] == [one.name for one in ONTOLOGY.relations]
    assert _questions(ontology.questions) == _questions(ONTOLOGY.questions)
    drug, before = ontology.classes[0], ONTOLOGY.classes[0]
    assert _questions(drug.attributes) == _questions(before.attributes)
    assert not ontology.classes[1].attributes


def _questions(questions: Any) -> list[Any]:  # noqa: ANN401 - of an ontology or of a class
    return [
        (
            *(one.id, one.kind, one.title, one.required, one.most, one.leaves_only, one.step),
            one.max if one.kind == "rating" else None,
            [option.name for option in one.options],
        )
        for one in questions
    ]


def test_a_header_is_the_title_of_the_question_after_it() -> None:
    ontology, _ = in_view(
        '<Header value="How sure?"/><View><Rating name="sure" toName="text" maxRating="7"/></View>'
        '<TextArea name="note" toName="text"/>'
    )
    assert [(one.id, one.title) for one in ontology.questions] == [
        ("sure", "How sure?"),
        ("note", "note"),
    ]
    assert ontology.questions[0].max == 7


def test_choices_within_choices_are_a_tree() -> None:
    ontology, _ = in_view(
        '<Choices name="c" toName="text" required="true"><Choice value="A" alias="a1"><Choice '
        'value="B"/></Choice></Choices>'
    )
    (question,) = ontology.questions
    assert (str(question.kind), question.required) == ("tree", True)
    assert [(one.id, one.parent) for one in question.options] == [("a1", ""), ("b", "a1")]


def test_what_is_asked_per_region_is_an_attribute_of_the_classes_it_is_asked_of() -> None:
    ontology, notes = in_view(
        '<Labels name="l" toName="text"><Label value="Drug"/><Label value="Dose"/></Labels>'
        '<Choices name="form" toName="text" perRegion="true" whenTagName="l" whenLabelValue="Drug">'
        '<Choice value="Tablet"/></Choices>'
        '<TextArea name="note" toName="text" perRegion="true"/>'
    )
    assert notes == []
    assert [[a.id for a in one.attributes] for one in ontology.classes] == [
        ["form", "note"],
        ["note"],
    ]


def test_whatever_has_no_place_is_told_with_its_line_and_reason() -> None:
    _, notes = in_view(
        '<Image name="img" value="$image"/>\n'
        '<RectangleLabels name="box" toName="img"><Label value="Car"/></RectangleLabels>\n'
        '<Choices name="kind" toName="img"><Choice value="x"/></Choices>\n'
        '<Labels name="l" toName="text" granularity="word"><Label value="A" hotkey="s"/></Labels>\n'
        '<Choices name="c" toName="text" visibleWhen="choice-selected"><Choice value="A"/>'
        "</Choices>\n"
        '<Style>.a{}</Style>\n<Choices name="d" toName="text" value="$options"/>'
    )
    assert told(notes) == [
        (3, "content", "img"),
        (4, "control", "box"),
        (5, "content", "kind"),
        (6, "setting", "granularity"),
        (6, "key", "s"),
        (7, "condition", "choice-selected"),
        (8, "layout", ""),
        (9, "control", "d"),
    ]


def test_names_that_make_the_same_id_stay_apart() -> None:
    ontology, _ = in_view(
        '<Labels name="l" toName="text"><Label value="Größe"/><Label value="GROSSE"/>'
        '<Label value="grosse"/><Label value="患者"/></Labels>'
    )
    assert [one.id for one in ontology.classes] == ["groe", "grosse", "grosse-2", "item"]


@pytest.mark.parametrize(
    ("xml", "reason"),
    [
        (b"<View>", "broken"),
        (b"", "broken"),
        (b"not xml", "broken"),
        (b'<!DOCTYPE v [<!ENTITY a "aaaa">]><View>&a;</View>', "doctype"),
        (b'<!DOCTYPE v SYSTEM "file:///etc/passwd"><View/>', "doctype"),
        (b"<View>" * 41 + b"</View>" * 41, "too-large"),
        (b"<View>" + b"<a/>" * 20_001 + b"</View>", "too-large"),
        (b"<View>" + b" " * LARGEST, "too-large"),
    ],
)
def test_hostile_xml_is_refused_by_a_reason(xml: bytes, reason: str) -> None:
    with pytest.raises(XmlRefusedError) as refused:
        read_xml(xml)
    assert refused.value.reason == reason


def test_the_bytes_are_utf8_whatever_the_document_says() -> None:
    root = read_xml('<?xml version="1.0" encoding="utf-9"?><View a="é"/>'.encode())
    assert root.attributes == {"a": "é"}


@pytest.mark.needs_corpora
@pytest.mark.parametrize(
    "path", sorted(TEMPLATES.glob("*/*/config.yml")), ids=lambda path: path.parent.name
)
def test_no_template_of_theirs_loses_anything_silently(path: Path) -> None:
    config = yaml.safe_load(path.read_text())["config"]
    root = read_xml(config.encode())
    document, notes = read_config(root)
    ontology = read_ontology(document)
    noted = Counter(note.tag for note in notes if note.reason in {"content", "control"})
    questions = [*ontology.questions, *(a for one in ontology.classes for a in one.attributes)]
    for tag, forms in {
        "Choices": {"single", "multiple", "tree"},
        "Taxonomy": {"tree"},
        "TextArea": {"text"},
        "Rating": {"rating"},
    }.items():
        asked = sum(one.tag == tag for one in root.walk())
        taken = sum(str(one.kind) in forms for one in questions)
        assert asked == 0 or taken + noted[tag] > 0, tag
    expected = ABOUT_TEXT.get(path.parent.name)
    if expected is not None:
        kinds = [str(one.kind) for one in ontology.questions]
        assert (len(ontology.classes), len(ontology.relations), kinds) == expected
