"""The pages with a text on them: labeling, review, quarantine; used with a hand's own means.

- Words are found by what is read, selected by mouse, and marked by click or key.
- Waiting is for what an eye would see.
"""

# SPDX-License-Identifier: Apache-2.0
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict, cast

from playwright.sync_api import Locator, Page, expect

JOB_PATIENCE_MS = 120_000

_PLACE_OF_WORDS = """
(root, [words, nth]) => {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(), seen = 0; node; node = walker.nextNode()) {
    for (let at = node.data.indexOf(words); at >= 0; at = node.data.indexOf(words, at + 1)) {
      if (seen++ < nth) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + words.length);
      node.parentElement.scrollIntoView({ block: "center" });
      const box = range.getClientRects();
      const [first, last] = [box[0], box[box.length - 1]];
      return {
        left: first.left, top: (first.top + first.bottom) / 2,
        right: last.right, bottom: (last.top + last.bottom) / 2,
      };
    }
  }
  return null;
}
"""


# Read from the tree: rows out of view are not laid out, so they have no seen text.
_PARTS = "rows => rows.map(row => [...row.children].map(part => part.textContent.trim()))"
_ANOTHER = """
(before) => {
  const surface = document.querySelector("[data-testid=text-surface]");
  if (surface !== null) return surface.innerText !== before;
  return document.querySelector("h1")?.innerText.startsWith("Nothing left to") ?? false;
}
"""


class _Place(TypedDict):
    left: float
    top: float
    right: float
    bottom: float


def give_reason(page: Page, reason: str, confirm: str) -> None:
    """Fill in the dialog that asks for a reason, and confirm it."""
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Reason").fill(reason)
    dialog.get_by_role("button", name=confirm, exact=True).click()
    expect(dialog).to_be_hidden()


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPage:
    """A text with marks: what labeling, review and quarantine share."""

    page: Page

    @property
    def surface(self) -> Locator:
        """The text itself."""
        return self.page.get_by_test_id("text-surface")

    def wait(self) -> None:
        """Wait until a text is open."""
        expect(self.surface).to_be_visible()

    def text(self) -> str:
        """Return the text as it is read."""
        return self.surface.inner_text()

    def select(self, words: str, *, nth: int = 0) -> None:
        """Select words with the mouse; they must stand on one line."""
        found = self.surface.evaluate(_PLACE_OF_WORDS, [words, nth])
        if found is None:
            raise AssertionError("these words are not in the text")
        place = cast("_Place", found)
        self.page.mouse.move(place["left"] + 1, place["top"])
        self.page.mouse.down()
        self.page.mouse.move(place["right"] - 1, place["bottom"], steps=4)
        self.page.mouse.up()

    def mark(self, words: str, label: str, *, nth: int = 0) -> None:
        """Select words and click a label."""
        self.select(words, nth=nth)
        self.page.get_by_role("toolbar", name="Labels").get_by_role("button", name=label).click()

    def mark_by_key(self, words: str, key: str, *, nth: int = 0) -> None:
        """Select words and press a label's key."""
        self.select(words, nth=nth)
        self.page.keyboard.press(key)

    def expect_marks(self, wanted: Sequence[tuple[str, str]]) -> None:
        """Wait until exactly these marks, as (words, label), are on the text, in any order."""
        options = self.page.get_by_role("listbox").get_by_role("option")
        expect(options).to_have_count(len(wanted))
        assert sorted(self.marks()) == sorted(wanted)

    def expect_another(self, before: str) -> None:
        """Wait until the text that was open is gone: another one is, or nothing is left."""
        self.page.wait_for_function(_ANOTHER, arg=before)

    def marks(self) -> list[tuple[str, str]]:
        """Return every mark as (words, label), in reading order."""
        options = self.page.get_by_role("listbox").get_by_role("option")
        found = cast("list[list[str]]", options.evaluate_all(_PARTS))
        return [(parts[0], parts[1]) for parts in found]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkPage(TextPage):
    """The labeling and the review page."""

    def begin(self, button: str) -> None:
        """Take a text from one's home, by the name of its button."""
        self.page.get_by_role("link", name=button).click()
        self.wait()

    def answer(self, question: str, option: str) -> None:
        """Choose an answer."""
        field = self.page.get_by_role("group", name=question)
        field.get_by_label(option).check()

    def write(self, question: str, words: str) -> None:
        """Answer in one's own words."""
        self.page.get_by_role("textbox", name=question).fill(words)

    @property
    def save_state(self) -> Locator:
        """What the page says about saving."""
        return self.page.get_by_test_id("save-state")

    def wait_until_saved(self) -> None:
        """Wait until the server holds what is on screen."""
        expect(self.save_state).to_have_text("Saved")

    def submit(self) -> None:
        """Hand in by key: submit, or in review submit the correction."""
        self.page.keyboard.press("Control+Enter")

    def accept(self) -> None:
        """Accept the labels under review."""
        self.page.get_by_role("button", name="Accept and next").click()

    def send_back(self, comment: str) -> None:
        """Send the labels back with a comment."""
        self.page.get_by_role("button", name="Send back").click()
        dialog = self.page.get_by_role("dialog")
        dialog.get_by_label("What should be different?").fill(comment)
        dialog.get_by_role("button", name="Send back").click()
        expect(dialog).to_be_hidden()

    def skip(self, why: str, comment: str = "") -> None:
        """Skip the text, by the words of the reason."""
        self.page.get_by_role("button", name="Skip", exact=True).click()
        dialog = self.page.get_by_role("dialog")
        dialog.get_by_label(why).check()
        if comment:
            dialog.get_by_label("More about it").fill(comment)
        dialog.get_by_role("button", name="Skip", exact=True).click()

    def expect_nothing_left(self) -> None:
        """Wait for the page that says that the queue is empty."""
        expect(self.page.get_by_role("heading", name="Nothing left to")).to_be_visible()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarantinePage(TextPage):
    """The texts that wait for a data steward."""

    def open_first(self) -> None:
        """Open the first text of the list and wait for the look at it."""
        self.page.get_by_role("main").get_by_role("row").get_by_role("link").first.click()
        expect(self.surface).to_be_visible(timeout=JOB_PATIENCE_MS)

    def hide(self, reason: str) -> None:
        """Hide what was marked; the same text follows, with more hidden."""
        self.page.get_by_role("button", name=re.compile(r"^Hide \d+ place")).click()
        give_reason(self.page, reason, "Hide")

    def release(self, reason: str) -> None:
        """Release the open text as it is; the next one follows, or the list."""
        self.page.get_by_role("button", name="Release as it is").click()
        give_reason(self.page, reason, "Release")
