"""An ontology with everything in it, and labels made under it: by hand, and by chance."""

# SPDX-License-Identifier: Apache-2.0
from datetime import date
from typing import Any

from hypothesis import strategies as st

from sealmark.ontology.domain import read_ontology

TEXT = "Amoxicillin 500 mg was given twice; \U0001f600 no rash."

ONTOLOGY_JSON: dict[str, Any] = {
    "classes": [
        {
            "id": "drug",
            "name": "Drug",
            "color": "#0b63a5",
            "hotkey": "d",
            "attributes": [
                {
                    "id": "form",
                    "kind": "single",
                    "title": "Form",
                    "required": True,
                    "options": [{"id": "tablet", "name": "Tablet"}, {"id": "drip", "name": "Drip"}],
                },
                {"id": "note", "kind": "text", "title": "Note"},
                {"id": "since", "kind": "date", "title": "Since", "min": "2000-01-01"},
            ],
        },
        {"id": "dose", "name": "Dose"},
        {"id": "old", "name": "Old", "retired": True},
    ],
    "relations": [
        {"id": "has", "name": "has dose", "sources": ["drug"], "targets": ["dose"]},
        {"id": "same", "name": "same as", "directed": False},
    ],
    "questions": [
        {
            "id": "codes",
            "kind": "tree",
            "title": "Codes",
            "most": 2,
            "leaves_only": True,
            "options": [
                {"id": "skin", "name": "Skin"},
                {"id": "rash", "name": "Rash", "parent": "skin"},
                {"id": "itch", "name": "Itch", "parent": "skin"},
                {"id": "other", "name": "Other"},
            ],
        },
        {"id": "days", "kind": "number", "title": "Days", "min": "0.5", "max": "30", "step": "0.5"},
        {"id": "seen", "kind": "date", "title": "Seen", "min": "2020-01-01", "max": "2030-12-31"},
        {"id": "clear", "kind": "rating", "title": "Clear?", "max": 7},
        {"id": "why", "kind": "text", "title": "Why?"},
        {
            "id": "signs",
            "kind": "multiple",
            "title": "Signs",
            "options": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}],
        },
    ],
}
ONTOLOGY = read_ontology(ONTOLOGY_JSON)


def labels_json(**changed: Any) -> dict[str, Any]:  # noqa: ANN401 - parts of a document
    """A document that says something of every kind."""
    body: dict[str, Any] = {
        "spans": [
            {
                "id": "s1",
                "start": 0,
                "end": 11,
                "class_id": "drug",
                "attributes": {"form": "tablet", "note": "generic", "since": "2021-04-01"},
            },
            {"id": "s2", "start": 12, "end": 18, "class_id": "dose", "unsure": True},
        ],
        "relations": [{"id": "r1", "source": "s1", "target": "s2", "class_id": "has"}],
        "answers": [
            {"question_id": "codes", "value": ["rash", "other"]},
            {"question_id": "days", "value": "2.5", "unsure": True},
            {"question_id": "seen", "value": "2024-02-29"},
            {"question_id": "clear", "value": 6},
            {"question_id": "why", "value": "as told"},
            {"question_id": "signs", "value": ["b"]},
        ],
    }
    return body | changed


_SEEN = (date(2020, 1, 1), date(2030, 12, 31))
_UNSURE = st.booleans().map(lambda unsure: {"unsure": True} if unsure else {})


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """Documents that fit the ontology."""
    places = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 9))
    spans: list[dict[str, Any]] = []
    for n, (start, length) in enumerate(draw(st.lists(places, max_size=6))):
        drug = draw(st.booleans())
        note = draw(st.text(st.characters(codec="utf-8"), max_size=9))
        spans.append(
            {
                "id": f"s{n}",
                "start": start,
                "end": min(len(TEXT), start + length),
                "class_id": "drug" if drug else "dose",
                "attributes": {"form": "drip", "note": note} if drug else {},
                **draw(_UNSURE),
            }
        )
    ends = [(a["id"], b["id"]) for a in spans for b in spans if a["id"] < b["id"]]
    joined = draw(st.lists(st.sampled_from(ends), unique=True, max_size=4)) if ends else []
    relations = [
        {"id": f"r{n}", "source": a, "target": b, "class_id": "same", **draw(_UNSURE)}
        for n, (a, b) in enumerate(joined)
    ]
    halves = draw(st.integers(1, 60))
    days = str(halves // 2) if halves % 2 == 0 else f"{halves // 2}.5"
    given = {
        "codes": draw(
            st.lists(st.sampled_from(["rash", "itch", "other"]), unique=True, max_size=2)
        ),
        "days": days,
        "seen": str(draw(st.dates(*_SEEN))),
        "clear": draw(st.integers(1, 7)),
    }
    answers = [
        {"question_id": name, "value": value, **draw(_UNSURE)}
        for name, value in given.items()
        if draw(st.booleans())
    ]
    return {"spans": spans, "relations": relations, "answers": answers, **draw(_UNSURE)}
