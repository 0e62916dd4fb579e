"""The text surface: long texts, selecting beyond the window, offsets that are right everywhere."""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator

import pytest
from acceptance.bench_page import FRAMES, BenchPage, on_the_bench, span
from playwright.sync_api import Browser, expect

from tools.dev import workbench

pytestmark = [pytest.mark.promise("web"), pytest.mark.timeout(180)]
LINES = "\n".join(f"Line {number:04} says that nothing hurts any more." for number in range(3000))
ENDLESS = " ".join(f"word{number:05}" for number in range(20_000))


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with workbench.served() as base:
        yield base


def hold_below(page: BenchPage, until: int) -> None:
    """Keep the mouse at the lower edge, button down, until the text moved that far."""
    scrolled = "document.querySelector('main').scrollTop"
    for turn in range(400):
        page.page.mouse.move(600, 897 + turn % 3)
        page.page.evaluate(FRAMES)
        if page.page.evaluate(scrolled) > until:
            return
    raise AssertionError("the text does not follow the mouse")


def test_a_selection_by_mouse_goes_on_beyond_the_window(browser: Browser, address: str) -> None:
    with on_the_bench(browser, address, LINES) as page:
        box = page.surface.bounding_box()
        assert box is not None
        page.page.mouse.move(box["x"] + 6, box["y"] + 22)
        page.page.mouse.down()
        hold_below(page, until=3000)
        page.page.mouse.move(500, 450)
        page.page.mouse.up()
        page.press("2")
        ((start, end, label),) = page.spans()
        assert (start < 10, label) == (True, "dose")
        assert LINES[start:end].count("\n") > 80


def test_a_selection_by_keyboard_goes_by_pages_and_to_the_end(
    browser: Browser, address: str
) -> None:
    with on_the_bench(browser, address, LINES) as page:
        page.surface.focus()
        page.press("Control+Home", "PageDown", "PageDown")
        page.settle()
        page.press("Shift+PageDown", "Shift+PageDown", "1")
        ((start, end, _),) = page.spans()
        first, last = (int(LINES[:at].count("\n")) for at in (start, end))
        assert 25 < first < 60
        assert 25 < last - first < 60
        page.press("Escape", "Control+End")
        page.settle()
        assert page.is_seen("Line 2999")
        page.press("Control+Shift+Home", "3")
        assert page.spans()[1] == (0, len(LINES), "symptom")


def test_the_caret_leads_the_window_line_by_line(browser: Browser, address: str) -> None:
    with on_the_bench(browser, address, LINES) as page:
        page.surface.focus()
        page.press("Control+Home", *["ArrowDown"] * 60)
        page.settle()
        assert page.is_seen("Line 0060")
        page.press(*["Shift+ArrowDown"] * 40, "1")
        ((start, end, _),) = page.spans()
        assert LINES[start:end].startswith("Line 0060")
        assert LINES[start:end].count("\n") == 39


def test_a_picked_span_comes_into_view_from_anywhere(browser: Browser, address: str) -> None:
    places = [LINES.index(f"Line {line:04}") for line in (3, 1500, 2990)]
    spans = [span(at, place, place + 9) for at, place in enumerate(places)]
    with on_the_bench(browser, address, LINES, spans=spans) as page:
        page.surface.focus()
        for line in (3, 1500, 2990, 2990):
            page.press("Alt+ArrowDown")
            page.settle()
            page.settle()
            expect(page.page.locator("[data-picked]").first).to_be_visible()
            assert page.is_seen(f"Line {line:04}")


def test_a_paragraph_without_an_end_is_read_selected_and_marked(
    browser: Browser, address: str
) -> None:
    with on_the_bench(browser, address, ENDLESS) as page:
        page.mark_by_key("word00012", "1")
        page.surface.focus()
        page.press("Control+Home", *["Shift+ArrowDown"] * 30, "2")
        page.press("Control+End", *["Control+Shift+ArrowLeft"] * 2, "3")
        first, long, last = page.quotes()
        assert first == "word00012"
        assert long.startswith("word00000 word00001")
        assert long == ENDLESS[: len(long)].strip()
        assert len(long) > 2_500, "it crosses the seam of two parts"
        assert last == "word19998 word19999"


def test_marks_stay_while_the_mouse_selects(browser: Browser, address: str) -> None:
    with on_the_bench(browser, address, "Given aspirin and ibuprofen for pain.") as page:
        page.mark_by_key("aspirin", "1")
        page.mark_by_key("ibuprofen", "2")
        page.mark_by_key("aspirin and ibuprofen", "3")
        assert page.quotes() == ["aspirin", "ibuprofen", "aspirin and ibuprofen"]
