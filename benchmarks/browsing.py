"""A real browser for benchmarks: its clocks, its heap, its complaints; hands that select and press.

- Chromium as the acceptance tests find it; it talks to loopback only.
- `Watch` counts what the content policy refused and what axe finds, page by page.
"""

# SPDX-License-Identifier: Apache-2.0
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final, Literal, cast

from playwright.sync_api import (
    Browser,
    BrowserContext,
    CDPSession,
    Page,
    sync_playwright,
)
from playwright.sync_api import TimeoutError as LateError

from benchmarks.surface import clocks
from tools.dev.chromium import HINT, find_chromium

AXE: Final = Path(__file__).resolve().parents[1] / "web/node_modules/axe-core/axe.min.js"
LOOKS: Final[Sequence[Literal["light", "dark"]]] = ("light", "dark")
PATIENCE_MS: Final = 120_000
FRAMES: Final = (
    "() => new Promise(r => requestAnimationFrame(() => requestAnimationFrame(() => r())))"
)
_FLAGS: Final = ("--disable-gpu", "--disable-background-networking", "--disable-sync")
_REFUSED: Final = """
window.refused = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.refused.push(`${event.effectiveDirective} ${event.blockedURI}`);
});
"""
_STILL: Final = """
async () => {
  const frame = () => new Promise(requestAnimationFrame);
  await frame();
  await frame();
  const ending = document.getAnimations()
    .filter((one) => one.effect?.getComputedTiming().iterations !== Infinity)
    .map((one) => one.finished.catch(() => null));
  await Promise.all(ending);
}
"""
_CALM: Final = """
() => document.querySelector("main, form, h1") !== null &&
  document.querySelector("[aria-busy=true], [data-loading=true], [data-testid=loading]") === null
"""
_WORDS: Final = """
(wanted) => {
  const surface = document.querySelector(wanted);
  const walker = document.createTreeWalker(surface, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node = walker.nextNode(); node && found.length < 400; node = walker.nextNode()) {
    for (const word of node.data.matchAll(/[a-z]{5,}/g)) {
      const range = document.createRange();
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      const box = range.getBoundingClientRect();
      if (box.top > innerHeight) return found;
      if (box.top <= 0 || box.bottom >= innerHeight) continue;
      const at = { left: box.left, right: box.right, top: (box.top + box.bottom) / 2 };
      const hit = document.elementFromPoint((at.left + at.right) / 2, at.top);
      if (hit && surface.contains(hit)) found.push(at);
    }
  }
  return found;
}
"""
_ID: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")


@contextmanager
def a_browser() -> Iterator[Browser]:
    """Start one; Django may not be used in this thread meanwhile."""
    program = find_chromium()
    if program is None:
        raise RuntimeError(HINT)
    flags = [*_FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(program), args=flags)
        yield browser
        browser.close()


def context_of(browser: Browser, base: str, cookies: dict[str, str]) -> BrowserContext:
    """Open a context for somebody who is signed in by these cookies."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-US")
    context.set_default_timeout(PATIENCE_MS)
    context.add_init_script(_REFUSED)
    context.add_cookies([{"name": name, "value": it, "url": base} for name, it in cookies.items()])
    return context


def devtools_of(page: Page) -> CDPSession:
    """Open the browser's own clocks and heap."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("Performance.enable")
    return devtools


def heap_mb(devtools: CDPSession) -> float:
    """Collect garbage; return what the page's scripts hold on to."""
    for _ in range(2):
        devtools.send("HeapProfiler.collectGarbage")
    return clocks(devtools)["JSHeapUsedSize"] / 1e6


def words_in_view(page: Page, surface: str) -> list[dict[str, float]]:
    """Return where the words are that can be selected now."""
    return cast("list[dict[str, float]]", page.evaluate(_WORDS, surface))


def drag_over(page: Page, word: dict[str, float]) -> None:
    """Select a word with the mouse."""
    page.mouse.move(word["left"] + 1, word["top"])
    page.mouse.down()
    page.mouse.move(word["right"] - 1, word["top"], steps=3)
    page.mouse.up()


def settle(page: Page) -> None:
    """Wait until nothing on the page loads or moves."""
    # A function: an expression would be evaluated in the page, and its policy refuses that.
    page.wait_for_function(_CALM)
    with suppress(LateError):  # a page without a heading: axe will say so
        page.locator("h1").first.wait_for(state="attached", timeout=15_000)
    page.wait_for_function(_CALM)
    page.evaluate(_STILL)


class Watch:
    """Looks at pages in both looks and keeps what is wrong with them."""

    def __init__(self) -> None:
        self.refused: list[str] = []
        self.violations: list[str] = []
        self.pages = 0

    def crawl(self, page: Page, base: str, who: str, first: Sequence[str]) -> None:
        """Look at every page that links lead to from `first`, one for each kind of address."""
        waiting, known = list(first), set()
        while waiting:
            path = waiting.pop(0)
            kind = _ID.sub("*", path.partition("?")[0])
            if kind in known:
                continue
            known.add(kind)
            page.goto(base + path)
            self.look(page, f"{who} {kind}")
            waiting += cast("list[str]", page.evaluate(_LINKS))

    def look(self, page: Page, name: str) -> None:
        """Look at the page as it stands."""
        self.pages += 1
        for look in LOOKS:
            page.emulate_media(color_scheme=look)
            settle(page)
            if not page.evaluate("'axe' in window"):
                page.evaluate(AXE.read_text())
            found: dict[str, Any] = page.evaluate("axe.run(document)")
            if not found["passes"]:
                raise RuntimeError(f"axe looked at nothing: {name}")
            self.violations += [
                f"{name} {look}: {one['id']} at {one['nodes'][0]['target']}"
                for one in found["violations"]
            ]
        refused = cast("list[str]", page.evaluate("window.refused"))
        self.refused += [f"{name}: {one}" for one in refused]


_LINKS: Final = """
[...document.querySelectorAll("a[href]")]
  .filter((one) => one.origin === location.origin && !one.hasAttribute("download"))
  .map((one) => one.pathname + one.search)
  .filter((path) => !path.startsWith("/api/"))
"""
