"""The text drawn as a picture: used like any text, and no word of it stands in the page."""

# SPDX-License-Identifier: Apache-2.0
import json
from collections.abc import Iterator
from typing import Any, cast

import pytest
from acceptance.bench_page import BenchPage, on_the_bench, ontology, span
from acceptance.installation import AXE
from playwright.sync_api import Browser, expect

from tools.dev import workbench

pytestmark = [pytest.mark.promise("web"), pytest.mark.timeout(180)]
MARK = "Robin Tester · 1a2b3c4d · Letters · 2026-11-28 22:00 UTC"
TEXT = (
    "Given aspirin for pain. Aspirin again helped the pain.\n"
    "👍 Zoe\u0308 took [NAME_1] along. 患者服用阿司匹林后没有发烧。\n"
    "שלום לכולם, המטופל קיבל 500 mg אתמול.\n"
    "The painful rash faded. No pain since."
)
CHIP_AT = TEXT.index("[NAME_1]")
CHIPS = [{"start": CHIP_AT, "end": CHIP_AT + 8, "kind": "NAME", "label": "[NAME_1]"}]
FIRST, *_, LAST = TEXT.splitlines()
LINES = "\n".join(f"Line {number:04} says that nothing hurts any more." for number in range(3000))
RELATIONS = [
    {
        "id": "treats", "name": "treats", "color": "#00734f", "hotkey": "t", "directed": True,
        "sources": ["drug"], "targets": ["symptom"],
    }
]  # fmt: skip

_WHERE = """
([start, end]) => {
  const at = (point) => {
    const rect = window.editor.geometry().caretRect(point);
    return [rect.left, rect.top + rect.height / 2];
  };
  const [from, to, last, other] = [start, end, end - 1, end - 2].map(at);
  // A number in a line that runs the other way: the caret behind it stands before it.
  const isTurned = end - start > 1 && Math.abs(to[0] - from[0]) < 1;
  return [from, isTurned ? [last[0] + 0.9 * (last[0] - other[0]), last[1]] : to];
}
"""
_FIRST_SEEN = """
() => {
  const seen = document.querySelector("main").getBoundingClientRect();
  const text = document.querySelector("[data-testid=text-surface]").getBoundingClientRect();
  return window.editor.geometry().pointAt(text.left + 60, seen.top + 60);
}
"""
_PIXELS = """
() => {
  const canvas = document.querySelector("[data-drawn] canvas");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return data.reduce((sum, value, at) => (at % 4 === 3 && value > 0 ? sum + 1 : sum), 0);
}
"""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with workbench.served() as base:
        yield base


def place(text: str, words: str, nth: int = 0) -> tuple[int, int]:
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return at, at + len(words)


def point(page: BenchPage, at: int) -> tuple[float, float]:
    found = page.page.evaluate(_WHERE, [at, at])
    return found[0][0], found[0][1]


def select(page: BenchPage, words: str, text: str = TEXT, nth: int = 0) -> None:
    """Select words with the mouse, as a hand does that sees them."""
    (left, top), (right, bottom) = page.page.evaluate(_WHERE, place(text, words, nth))
    page.page.mouse.move(left, top)
    page.page.mouse.down()
    page.page.mouse.move((left + right) / 2, top, steps=3)
    page.page.mouse.move(right, bottom, steps=3)
    page.page.mouse.up()


def in_the_page(page: BenchPage) -> str:
    """Everything that the page holds as text: its markup, its fields, and what is read aloud."""
    devtools = page.page.context.new_cdp_session(page.page)
    tree = devtools.send("Accessibility.getFullAXTree")
    fields = page.page.evaluate("[...document.querySelectorAll('input')].map(i => i.value)")
    return json.dumps([page.page.content(), tree, fields], ensure_ascii=False)


def words_of(text: str) -> set[str]:
    return {word for word in text.replace("\n", " ").split() if len(word) > 4} - {"[NAME_1]"}


def test_words_of_every_script_are_marked_with_the_mouse(browser: Browser, address: str) -> None:
    wanted = ["aspirin", "Zoe\u0308", "阿司匹林", "המטופל", "500", "rash faded"]
    with on_the_bench(browser, address, TEXT, chips=CHIPS, mark=MARK) as page:
        for words in wanted:
            select(page, words)
            page.press("1", "Escape")
        assert page.quotes() == wanted
        select(page, "took [NAME_1] along")
        page.press("2")
        assert page.quotes()[-1] == "took [NAME_1] along"


def test_words_are_marked_by_keys_alone(browser: Browser, address: str) -> None:
    with on_the_bench(browser, address, TEXT, chips=CHIPS, mark=MARK) as page:
        page.surface.focus()
        page.press("Control+Home", "Control+ArrowRight", "Control+Shift+ArrowRight", "1")
        page.press("Escape", "End", "Shift+Home", "2", "Escape")
        page.press("ArrowDown", "ArrowDown", "ArrowDown", "Home", "Shift+End", "3")
        assert page.quotes() == ["aspirin", FIRST, LAST]


def test_several_clicks_mean_a_word_and_a_sentence(browser: Browser, address: str) -> None:
    with on_the_bench(browser, address, TEXT, chips=CHIPS, mark=MARK) as page:
        at = point(page, TEXT.index("faded") + 2)
        page.page.mouse.dblclick(*at)
        page.press("1", "Escape")
        page.page.mouse.click(*at, click_count=3)
        page.press("2")
        assert page.quotes() == ["faded", "The painful rash faded."]


def test_no_word_of_the_text_stands_in_the_page(browser: Browser, address: str) -> None:
    spans = [span(n, *place(TEXT, words)) for n, words in enumerate(["aspirin", "rash", "המטופל"])]
    related = {**ontology(), "relations": RELATIONS}
    suggested = [span(9, *place(TEXT, "pain"), "symptom")]
    with on_the_bench(
        browser, address, TEXT, chips=CHIPS, mark=MARK, spans=spans, ontology=related,
        suggested=suggested,
    ) as page:  # fmt: skip
        page.surface.focus()
        page.press("Alt+ArrowDown", "Control+Shift+l")
        box = page.page.get_by_role("search", name="Search in this text")
        expect(box.get_by_role("status")).to_have_text("1 place")
        page.press("Escape")
        page.surface.focus()
        page.press("Control+a")
        assert not [word for word in words_of(TEXT) if word in in_the_page(page)]
        assert page.page.evaluate("String(document.getSelection())") == ""


def test_the_watermark_is_in_the_picture(browser: Browser, address: str) -> None:
    with on_the_bench(browser, address, TEXT, mark=MARK) as page:
        page.settle()
        marked = page.page.evaluate(_PIXELS)
    with on_the_bench(browser, address, TEXT, mark=" ") as page:
        page.settle()
        plain = page.page.evaluate(_PIXELS)
    assert marked > 1.2 * plain


def test_a_long_text_is_selected_beyond_the_window_and_walked_by_pages(
    browser: Browser, address: str
) -> None:
    with on_the_bench(browser, address, LINES, mark=MARK) as page:
        page.surface.focus()
        page.press("Control+Home", "PageDown", "PageDown")
        page.settle()
        page.press("Shift+PageDown", "1", "Escape", "Control+End")
        page.settle()
        page.press("Shift+Home", "2")
        (start, end, _), (last, _, _) = page.spans()
        assert 25 < LINES[:start].count("\n") < 60
        assert 12 < LINES[start:end].count("\n") < 40
        assert LINES[last:].startswith("Line 2999")
        box = page.page.locator("[data-drawn] canvas").bounding_box()
        assert box is not None
        assert box["height"] < 3000, "only what is near is painted"


def test_the_minute_of_the_watermark_moves_on_and_nothing_else_does(
    browser: Browser, address: str
) -> None:
    look = "() => [document.querySelector('main').scrollTop, window.editor.selected]"
    with on_the_bench(browser, address, LINES, mark=MARK) as page:
        page.surface.focus()
        page.press("Control+Home", "PageDown", "PageDown", "PageDown", "Shift+ArrowDown")
        page.settle()
        before = page.page.evaluate(look)
        picture = page.page.evaluate("document.querySelector('[data-drawn] canvas').toDataURL()")
        page.page.evaluate("mark => window.draw(mark)", MARK.replace("22:00", "22:01"))
        page.settle()
        after = page.page.evaluate("document.querySelector('[data-drawn] canvas').toDataURL()")
        assert picture != after
        assert page.page.evaluate(look) == before
        assert page.page.evaluate("document.activeElement.dataset.testid") == "text-surface"


def test_a_text_that_turns_into_a_picture_stays_where_one_was(
    browser: Browser, address: str
) -> None:
    with on_the_bench(browser, address, LINES) as page:
        page.page.evaluate("document.querySelector('main').scrollTop = 40000")
        page.page.wait_for_timeout(600)
        at = page.page.evaluate(_FIRST_SEEN)
        assert at > len(LINES) / 10
        page.page.evaluate("mark => window.draw(mark)", MARK)
        expect(page.page.locator("[data-drawn]")).to_be_visible()
        page.page.wait_for_timeout(600)
        assert abs(page.page.evaluate(_FIRST_SEEN) - at) < 25 * len("Line 0000 says that nothing.")


def test_the_mouse_held_below_the_window_takes_the_text_along(
    browser: Browser, address: str
) -> None:
    with on_the_bench(browser, address, LINES, mark=MARK) as page:
        page.page.mouse.move(*point(page, 0))
        page.page.mouse.down()
        page.page.mouse.move(600, 899)
        page.page.wait_for_function("document.querySelector('main').scrollTop > 2000")
        page.page.mouse.move(600, 450)
        page.page.mouse.up()
        page.press("2")
        ((start, end, _),) = page.spans()
        assert start == 0
        assert LINES[:end].count("\n") > 50


def test_marks_are_picked_related_and_dragged(browser: Browser, address: str) -> None:
    spans = [span(1, *place(TEXT, "aspirin")), span(2, *place(TEXT, "pain"), "symptom")]
    related = {**ontology(), "relations": RELATIONS}
    with on_the_bench(browser, address, TEXT, mark=MARK, spans=spans, ontology=related) as page:
        page.page.locator("[data-tag=s1]").click()
        page.press("t", "Alt+ArrowDown", "Enter")
        expect(page.page.locator("[data-arc]")).to_have_text(["treats"])
        page.page.locator("[data-tag=s1]").click()
        handle = page.page.locator("[data-handle=end]").bounding_box()
        assert handle is not None
        start = handle["x"] + 1, handle["y"] + handle["height"] + 5
        end = point(page, TEXT.index(" pain"))
        page.page.mouse.move(*start)
        page.page.mouse.down()
        page.page.mouse.move(*end, steps=6)
        page.page.mouse.up()
        assert page.quotes()[0] == "aspirin for"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_around_the_picture_is_accessible(
    browser: Browser, address: str, scheme: str
) -> None:
    spans = [span(1, *place(TEXT, "aspirin")), span(2, *place(TEXT, "pain"), "symptom")]
    with on_the_bench(browser, address, TEXT, mark=MARK, spans=spans) as page:
        page.page.emulate_media(color_scheme=cast("Any", scheme))
        page.surface.focus()
        page.press("Alt+ArrowDown", "Control+f")
        page.page.add_script_tag(path=AXE)
        rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "best-practice"]}
        found = page.page.evaluate("rules => axe.run('#root', rules)", rules)
        assert [one["id"] for one in found["violations"]] == []
