"""The text surface on the workbench: a page with one text, used with a hand's own means.

- `given` is what the page shows; `spans` is what stands in its labels, read from the page.
"""

# SPDX-License-Identifier: Apache-2.0
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, cast

from acceptance.text_pages import TextPage
from playwright.sync_api import Browser, expect

CLASSES = ("Drug", "Dose", "Symptom")
COLORS = ("#0b63a5", "#b34700", "#00734f")
FRAMES = "() => new Promise(r => requestAnimationFrame(() => requestAnimationFrame(() => r())))"


def ontology() -> dict[str, Any]:
    """Return three classes with the keys 1, 2 and 3."""
    classes = [
        {"id": name.lower(), "name": name, "color": color, "hotkey": str(key)}
        for key, (name, color) in enumerate(zip(CLASSES, COLORS, strict=True), start=1)
    ]
    return {"classes": classes, "questions": []}


def span(number: int, start: int, end: int, class_id: str = "drug") -> dict[str, Any]:
    """Return a span as labels hold it."""
    return {
        "id": f"s{number}", "start": start, "end": end, "class_id": class_id, "attributes": {},
    }  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchPage(TextPage):
    """One text on the workbench."""

    def spans(self) -> list[tuple[int, int, str]]:
        """Return start, end and class of every span, in the order of their making."""
        read = "window.editing.store.getState().labels.spans.map(s => [s.start, s.end, s.class_id])"
        return [(one[0], one[1], one[2]) for one in cast("list[Any]", self.page.evaluate(read))]

    def quotes(self) -> list[str]:
        """Return the words under every span."""
        read = (
            "window.editing.store.getState().labels.spans"
            ".map(s => window.editor.index.slice(s.start, s.end))"
        )
        return cast("list[str]", self.page.evaluate(read))

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def settle(self) -> None:
        """Wait until what was done is drawn."""
        self.page.evaluate(FRAMES)

    def is_seen(self, words: str) -> bool:
        """Say whether the words stand inside the window of the text."""
        return cast("bool", self.page.evaluate(_IS_SEEN, words))


_IS_SEEN = """
(words) => {
  const seen = document.querySelector("main").getBoundingClientRect();
  const walker = document.createTreeWalker(document.querySelector("[data-surface]"), 4);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + words.length);
    const box = range.getBoundingClientRect();
    return box.top >= seen.top && box.bottom <= seen.bottom;
  }
  return false;
}
"""


@contextmanager
def on_the_bench(
    browser: Browser,
    address: str,
    text: str,
    *,
    spans: Sequence[Mapping[str, Any]] = (),
    **more: object,
) -> Iterator[BenchPage]:
    """Open a text with labels in a browser context of its own."""
    given: dict[str, object] = {
        "text": text,
        "chips": [],
        "ontology": ontology(),
        "labels": {"spans": list(spans), "answers": []},
        **more,
    }
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    try:
        page = context.new_page()
        page.add_init_script(f"window.given = {json.dumps(given)}")
        page.goto(address)
        bench = BenchPage(page=page)
        expect(bench.surface).to_be_visible()
        yield bench
    finally:
        context.close()
