"""Offsets on the text surface are right in every script, for emoji, accents and worse."""

# SPDX-License-Identifier: Apache-2.0
import json
from collections.abc import Iterator

import pytest
from acceptance.bench_page import on_the_bench
from playwright.sync_api import Browser

from tools.dev import workbench
from tools.testing import corpora_folder

pytestmark = [pytest.mark.promise("web"), pytest.mark.timeout(180)]
BIDI = "המטופל קיבל aspirin 500 mg פעמיים ביום\nthen שלום again"
_WRONG = """
() => {
  const { surface, index, layout, chips } = window.editor;
  const root = surface.current, { offsetOf, placeOf } = window.places, wrong = [];
  const inChip = point => chips.some(chip => chip.start < point && point < chip.end);
  for (let point = 0; point <= index.length; point++) {
    const place = placeOf(root, layout, point);
    const back = place && offsetOf(root, index, place.node, place.offset);
    if (back !== point && !inChip(point)) wrong.push([point, back]);
  }
  const range = document.createRange();
  for (let point = 0; point < index.length; point++) {
    const [from, to] = [placeOf(root, layout, point), placeOf(root, layout, point + 1)];
    range.setStart(from.node, from.offset);
    range.setEnd(to.node, to.offset);
    const read = range.toString(), is = index.slice(point, point + 1);
    const isEdge = chips.some(chip => chip.start <= point && point < chip.end) || is === "\\n";
    if (read !== is && !isEdge) wrong.push([point, read, is]);
  }
  return wrong;
}
"""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with workbench.served() as base:
        yield base


@pytest.mark.needs_corpora
def test_every_offset_of_the_naughty_strings_has_one_place_in_the_page(
    browser: Browser, address: str
) -> None:
    strings: list[str] = json.loads((corpora_folder() / "naughty/blns.json").read_text("utf-8"))
    text = "\n".join(strings)
    at = [text.index(word) for word in ("undefined", "田中さん", "社會科學院")]
    chips = [{"start": one, "end": one + 3, "kind": "NAME", "label": "[NAME_1]"} for one in at]
    for more in ([], chips):
        with on_the_bench(browser, address, text, chips=more) as page:
            assert page.page.evaluate(_WRONG) == []


def test_words_in_mixed_directions_are_selected_by_mouse_and_marked_whole(
    browser: Browser, address: str
) -> None:
    with on_the_bench(browser, address, BIDI) as page:
        page.mark_by_key("aspirin 500 mg", "1")
        page.mark_by_key("קיבל", "2")
        page.mark_by_key("שלום", "3")
        assert page.quotes()[0] == "aspirin 500 mg"
        # Right to left the hand moves against the reading; what is selected is what was swept.
        assert all(quote in BIDI for quote in page.quotes()[1:])
        assert page.page.evaluate(_WRONG) == []


def test_the_arrows_follow_the_direction_of_the_line(browser: Browser, address: str) -> None:
    with on_the_bench(browser, address, BIDI) as page:
        page.surface.focus()
        page.press("Control+Home", *["Control+Shift+ArrowLeft"] * 2, "1")
        page.press("Escape", "Control+End", "Home", *["Control+Shift+ArrowRight"] * 2, "2")
        assert page.quotes() == ["המטופל קיבל", "then שלום"]
