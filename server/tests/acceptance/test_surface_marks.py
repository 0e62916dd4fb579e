"""Marks, relations, searching and suggestions on the text surface, by mouse and by keyboard."""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator
from typing import Any, cast

import pytest
from acceptance.bench_page import BenchPage, on_the_bench, ontology, span
from acceptance.installation import AXE
from playwright.sync_api import Browser, expect

from tools.dev import workbench

pytestmark = [pytest.mark.promise("web"), pytest.mark.timeout(180)]
TEXT = (
    "Given aspirin for pain. Aspirin again helped the pain, aspirin-like drugs did not.\n"
    "👍 Zoe\u0308 took [NAME_1] along. 患者服用阿司匹林后没有发烧。\n"
    "The painful rash faded. No pain since."
)
CHIPS = [{"start": 100, "end": 108, "kind": "NAME", "label": "[NAME_1]"}]
RELATIONS = [
    {"id": name, "name": name, "color": color, "hotkey": key, "directed": True} | ends
    for name, color, key, ends in (
        ("treats", "#00734f", "t", {"sources": ["drug"], "targets": ["symptom"]}),
        ("causes", "#c92a2a", "", {"sources": ["drug"], "targets": ["symptom"]}),
    )
]
RELATED = {**ontology(), "relations": RELATIONS}


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with workbench.served() as base:
        yield base


def words(number: int, text: str, label: str = "drug", nth: int = 0) -> dict[str, Any]:
    at = -1
    for _ in range(nth + 1):
        at = TEXT.index(text, at + 1)
    return span(number, at, at + len(text), label)


def relations(page: BenchPage) -> list[tuple[str, str, str]]:
    read = (
        "(window.editing.store.getState().labels.relations ?? [])"
        ".map(r => [r.source, r.class_id, r.target])"
    )
    return [(one[0], one[1], one[2]) for one in cast("list[Any]", page.page.evaluate(read))]


DRUG, PAIN, RASH = words(1, "aspirin"), words(2, "pain", "symptom"), words(3, "rash", "symptom")


def centre(page: BenchPage, tag: str) -> tuple[float, float]:
    box = page.page.locator(f"[data-tag={tag}]").bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page: BenchPage, start: tuple[float, float], end: tuple[float, float]) -> None:
    page.page.mouse.move(*start)
    page.page.mouse.down()
    page.page.mouse.move(*end, steps=6)
    page.page.mouse.up()


def test_a_relation_is_drawn_by_dragging_from_tag_to_tag(browser: Browser, address: str) -> None:
    with on_the_bench(browser, address, TEXT, spans=[DRUG, PAIN, RASH], ontology=RELATED) as page:
        drag(page, centre(page, "s1"), centre(page, "s3"))
        choice = page.page.get_by_role("dialog", name="Which relation?")
        choice.get_by_role("button", name="causes").click()
        assert relations(page) == [("s1", "causes", "s3")]
        expect(page.page.locator("[data-arc]")).to_have_text(["causes"])
        drag(page, centre(page, "s2"), (700, 700))
        assert len(relations(page)) == 1


def test_a_relation_is_made_by_keys_alone(browser: Browser, address: str) -> None:
    with on_the_bench(browser, address, TEXT, spans=[DRUG, PAIN, RASH], ontology=RELATED) as page:
        page.surface.focus()
        page.press("Alt+ArrowDown", "t", "Alt+ArrowDown", "Alt+ArrowDown")
        expect(page.page.get_by_text("From “aspirin” to “rash”")).to_be_visible()
        page.press("Enter")
        assert relations(page) == [("s1", "treats", "s3")]
        page.press("Escape", "Alt+ArrowDown", "Alt+ArrowDown", "Alt+r", "Alt+ArrowUp", "Enter")
        expect(page.page.get_by_role("dialog", name="Which relation?")).to_be_visible()
        page.press("2")
        # Only a drug may cause a symptom: it points the way it may.
        assert relations(page)[1:] == [("s1", "causes", "s2")]
        page.press("Control+z", "Control+z")
        assert relations(page) == []


def test_all_places_of_a_word_are_marked_as_one_change(browser: Browser, address: str) -> None:
    with on_the_bench(browser, address, TEXT, spans=[PAIN]) as page:
        page.surface.focus()
        page.press("Alt+ArrowDown", "Control+Shift+l")
        box = page.page.get_by_role("search", name="Search in this text")
        expect(box.get_by_text("1 marked already")).to_be_visible()
        box.get_by_role("button", name="Mark 2 places").click()
        assert page.quotes() == ["pain", "pain", "pain"]
        assert {label for _, _, label in page.spans()} == {"symptom"}
        page.press("Escape", "Control+z")
        assert page.quotes() == ["pain"]


def test_searching_goes_from_place_to_place_and_what_is_found_can_be_marked(
    browser: Browser, address: str
) -> None:
    with on_the_bench(browser, address, TEXT) as page:
        page.surface.focus()
        page.press("Control+f")
        page.page.keyboard.type("aspirin")
        box = page.page.get_by_role("search", name="Search in this text")
        expect(box.get_by_role("status")).to_have_text("3 places")
        page.press("Enter", "Enter")
        expect(box.get_by_role("status")).to_have_text("2 of 3")
        box.get_by_role("button", name="Match upper and lower case").click()
        expect(box.get_by_role("status")).to_have_text("2 places")
        page.press("Escape")
        page.surface.focus()
        page.press("Control+f")
        page.page.keyboard.type("服用")
        page.press("Enter", "Escape", "2")
        assert page.quotes() == ["服用"]


def test_suggestions_are_taken_and_declined_by_one_key(browser: Browser, address: str) -> None:
    suggested = [words(11, "aspirin"), words(12, "pain", "symptom"), words(13, "rash", "symptom")]
    with on_the_bench(browser, address, TEXT, suggested=suggested) as page:
        page.surface.focus()
        page.press("Alt+ArrowDown", "Enter", "Backspace")
        assert page.quotes() == ["aspirin"]
        expect(page.page.get_by_role("button", name="Bring 1 declined back")).to_be_visible()
        page.press("Shift+Enter")
        assert page.quotes() == ["aspirin", "rash"]
        page.press("Control+z", "Control+z")
        assert page.quotes() == []
        expect(page.page.get_by_text("2 suggestions.")).to_be_visible()


def test_clicks_mean_words_and_sentences_and_whole_words_can_be_kept(
    browser: Browser, address: str
) -> None:
    with on_the_bench(browser, address, TEXT, chips=CHIPS) as page:
        page.select("faded")
        box = page.page.mouse
        place = page.surface.evaluate(
            """root => { const s = document.getSelection().getRangeAt(0).getBoundingClientRect();
            return [s.left + 12, s.top + s.height / 2]; }"""
        )
        box.dblclick(*place)
        page.press("1")
        box.click(*place, click_count=3)
        page.press("2")
        assert page.quotes() == ["faded", "The painful rash faded."]
        page.press("Alt+w")
        page.select("ainfu")
        page.press("3")
        page.select("司匹")
        page.press("3")
        assert page.quotes()[2:] == ["painful", "阿司匹林"]


def test_edges_are_dragged_and_the_labels_change_once(browser: Browser, address: str) -> None:
    with on_the_bench(browser, address, TEXT, spans=[DRUG]) as page:
        page.page.locator("[data-tag=s1]").click()
        handle = page.page.locator("[data-handle=end]").bounding_box()
        assert handle is not None
        start = (handle["x"] + 1, handle["y"] + handle["height"] + 5)
        drag(page, start, (start[0] + 70, start[1] - 8))
        (quote,) = page.quotes()
        assert quote.startswith("aspirin for p")
        page.press("Control+z")
        assert page.quotes() == ["aspirin"]


def test_a_locked_label_stays_as_it_is_and_a_hidden_one_is_out_of_sight(
    browser: Browser, address: str
) -> None:
    with on_the_bench(browser, address, TEXT, spans=[DRUG, PAIN]) as page:
        page.page.get_by_text("Labels shown").click()
        page.page.get_by_role("checkbox", name="Lock Drug").check()
        page.page.get_by_role("checkbox", name="Hide Symptom").check()
        expect(page.page.locator("[data-tag]")).to_have_text(["Drug"])
        page.surface.focus()
        page.press("Alt+ArrowDown", "Backspace", "2")
        assert [label for _, _, label in page.spans()] == ["drug", "symptom"]


def test_doubt_is_seen_and_said(browser: Browser, address: str) -> None:
    with on_the_bench(browser, address, TEXT, spans=[DRUG]) as page:
        page.surface.focus()
        page.press("Alt+ArrowDown", "Alt+u")
        expect(page.page.locator("[data-tag=s1]")).to_have_text("Drug ?")
        names = page.page.evaluate("[...CSS.highlights.keys()]")
        assert [name for name in names if "dotted" in name]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_on_the_surface_is_accessible(
    browser: Browser, address: str, scheme: str
) -> None:
    suggested = [words(12, "pain", "symptom", 1)]
    spans = [DRUG, PAIN, {**RASH, "unsure": True}]
    with on_the_bench(
        browser, address, TEXT, spans=spans, ontology=RELATED, suggested=suggested, chips=CHIPS
    ) as page:
        page.page.emulate_media(color_scheme=cast("Any", scheme))
        page.surface.focus()
        page.press("Alt+ArrowDown", "Alt+r", "Alt+ArrowDown", "Control+f")
        page.page.keyboard.type("pain")
        page.page.get_by_text("Labels shown").click()
        page.page.add_script_tag(path=AXE)
        rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "best-practice"]}
        found = page.page.evaluate("rules => axe.run('#root', rules)", rules)
        told = [
            (one["id"], [node["target"] for node in one["nodes"]]) for one in found["violations"]
        ]
        assert told == []
