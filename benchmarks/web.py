"""The browser app, on a running installation, in a real Chromium.

- `first_load_kib`: script, as sent, without headers, of a cold deep link to the labeling page.
- `open_ms_200kb`: from the answer with 200 KB and 5,000 spans being there until text and tags
  have been drawn; the median of three. `open_click_ms_200kb`: the same from the click.
- `add_span_ms_5k`: script for one span more on it, from the key to the second frame after it;
  `add_span_all_ms_5k`: with style, layout and paint. Medians; the server's copy is counted.
- `drawn_open_ms_200kb`, `drawn_add_span_ms_5k` and so on: the same in protected mode.
- `explorer_ms_1m`: the data explorer with a million tasks, see `benchmarks.exploring`.
- `soak_growth_mb`: what the scripts hold on to after 2,000 texts labeled in one tab, more than
  after the first 100.
- `csp_violations`, `axe_violations`: over every page that links lead to, for every role of the
  demo and signed out, light and dark. What was found is printed.
- For a quick look: SEALMARK_BENCH_SOAK texts (2000), SEALMARK_BENCH_TASKS tasks (1000000), and
  SEALMARK_BENCH_SPANS spans (5000).
"""

# SPDX-License-Identifier: Apache-2.0
import json
import os
import re
import statistics
import subprocess
import sys
from collections.abc import Callable
from typing import Any, Final, cast
from uuid import uuid4

from playwright.sync_api import Browser, BrowserContext, Page, Request

from benchmarks.browsing import (
    FRAMES,
    Watch,
    a_browser,
    context_of,
    devtools_of,
    drag_over,
    heap_mb,
    settle,
    words_in_view,
)
from benchmarks.exploring import exploring
from benchmarks.installation import (
    Installation,
    Workplace,
    furnish,
    protected,
    running,
    settled,
    until,
    upload,
)
from benchmarks.queue import TEXT, Annotator
from benchmarks.rivals import beside, compared
from benchmarks.rivals.label_studio_page import in_the_browser
from benchmarks.surface import clocks, given
from tools.dev import web

SPANS: Final = int(os.environ.get("SEALMARK_BENCH_SPANS", "5000"))
ADDED: Final = 15
OPENED: Final = 3
SOAK: Final = int(os.environ.get("SEALMARK_BENCH_SOAK", "2000"))
WARM: Final = min(100, SOAK // 2)
SURFACE: Final = "[data-testid=text-surface]"
OPENS: Final = """
() => {
  window.opened = 0;
  const isDrawn = () => document.querySelectorAll("[data-tag]").length > 5;
  requestAnimationFrame(function look() {
    requestAnimationFrame(isDrawn() ? () => { window.opened = performance.now(); } : look);
  });
}
"""
_ANSWERED: Final = """
Math.max(...performance.getEntriesByType("resource")
  .filter((one) => one.name.includes("/tasks/") && one.responseEnd < window.opened)
  .map((one) => one.responseEnd))
"""
_ANOTHER: Final = """
(before) => {
  const surface = document.querySelector("[data-testid=text-surface]");
  return surface !== null && surface.innerText !== before;
}
"""
_LINK: Final = re.compile(r"^ +(\w+) +(http\S+/link#\S+)$", re.MULTILINE)


def run() -> dict[str, float]:
    """Measure; see the module's text."""
    web.ensure_built()
    text = given("prose")["text"]
    with beside(1) as rival, running() as home:
        place = furnish(1)
        bring_in(place, [text], 1)
        person = Annotator(home.port, place.cookies[0], place.project)
        task = draft_many(person)
        bring_in(place, ["The patient takes aspirin and is well."], 2)  # or no way leads on
        figures = opening(home, place) | adding(home, place, words_on_the_page)
        with protected(place):
            # What was open in clear went back to the queue.
            person.ask("POST", f"/tasks/{task}/again", b"")
            drawn = opening(home, place) | adding(home, place, words_in_the_picture)
        figures |= {f"drawn_{name}": value for name, value in drawn.items()}
        if (kept := len(drafted(person)["spans"])) != SPANS + 2 * ADDED:
            raise RuntimeError(f"the server holds {kept} spans of {SPANS + 2 * ADDED}")
        person.submit(task)
        bring_in(place, [TEXT.format(a=n % 900, b=n // 900) for n in range(SOAK + 2)], SOAK + 4)
        figures |= first_load(home, place) | soaking(home, place) | sweeping(home)
        figures |= exploring(home, place)
        for name, value in figures.items():
            print(f"{name:28} {value:10.1f}", flush=True)
        theirs = in_the_browser(rival, text, SPANS) if rival else {}
    return figures | compared(figures, theirs)


def bring_in(place: Workplace, texts: list[str], all_told: int) -> None:
    """Bring texts in and wait until they are tasks."""
    upload(place, "".join(json.dumps({"text": text}) + "\n" for text in texts).encode())
    until(lambda: settled(place) >= all_told)


def draft_many(person: Annotator) -> object:
    """Lease the long text and keep a draft of many spans; return the task."""
    work = cast("dict[str, Any]", person.lease())
    words = list(re.finditer(r"\b[a-z]{2,4}\b", work["text"]))
    chosen = [words[int(number * len(words) / SPANS)] for number in range(SPANS)]
    spans = [
        {
            "id": f"s{number}",
            "start": word.start(),
            "end": word.end(),
            "class_id": "drug",
            "attributes": {},
        }
        for number, word in enumerate(chosen)
    ]
    body = {
        "key": uuid4().hex,
        "seq": work["draft_seq"] + 1,
        "document": {"spans": spans, "answers": []},
    }
    status, answer = person.ask("PUT", f"/tasks/{work['task_id']}/draft", json.dumps(body).encode())
    if status != 200:
        raise RuntimeError(f"draft: {status} {answer[:200]!r}")
    return work["task_id"]


def drafted(person: Annotator) -> dict[str, Any]:
    """Return the draft as the server holds it."""
    work = cast("dict[str, Any]", person.lease())
    return cast("dict[str, Any]", work["document"])


def opening(home: Installation, place: Workplace) -> dict[str, float]:
    """Open the long text by the button of the person's page."""
    answered, clicked = [], []
    with a_browser() as browser:
        for _ in range(OPENED):
            context = signed_in(browser, home, place)
            page = context.new_page()
            page.goto(address(home, place, "work"))
            way = page.get_by_role("main").get_by_role("link", name="Label the next text")
            way.wait_for()
            settle(page)
            page.evaluate(OPENS)
            began = cast("float", page.evaluate("performance.now()"))
            way.click()
            page.wait_for_function("() => window.opened > 0")
            opened = cast("float", page.evaluate("window.opened"))
            answered.append(opened - cast("float", page.evaluate(_ANSWERED)))
            clicked.append(opened - began)
            context.close()
    return {
        "open_ms_200kb": statistics.median(answered),
        "open_click_ms_200kb": statistics.median(clicked),
    }


def words_on_the_page(page: Page, number: int) -> dict[str, float]:
    """Say where a word can be seen, another one each time."""
    return words_in_view(page, SURFACE)[number * 5]


def words_in_the_picture(page: Page, number: int) -> dict[str, float]:
    """Say where words are drawn: a few of each line, below each other."""
    box = page.locator(SURFACE).bounding_box()
    if box is None:
        raise RuntimeError("the text cannot be seen")
    return {"left": box["x"] + 40, "right": box["x"] + 240, "top": box["y"] + 23 + 38 * number}


def adding(
    home: Installation, place: Workplace, words: Callable[[Page, int], dict[str, float]]
) -> dict[str, float]:
    """Add spans one by one, with mouse and key, and wait until they are saved."""
    scripts, alls = [], []
    with a_browser() as browser:
        context = signed_in(browser, home, place)
        page = context.new_page()
        devtools = devtools_of(page)
        page.goto(address(home, place, "label"))
        page.wait_for_function("() => document.querySelectorAll('[data-tag]').length > 5")
        settle(page)
        for number in range(ADDED):
            drag_over(page, words(page, number))
            page.evaluate(FRAMES)
            before = clocks(devtools)
            page.keyboard.press("1")
            page.evaluate(FRAMES)
            after = clocks(devtools)
            scripts.append(after["ScriptDuration"] - before["ScriptDuration"])
            alls.append(after["TaskDuration"] - before["TaskDuration"])
        with page.expect_response(lambda one: one.url.endswith("/draft")):
            pass
        page.get_by_test_id("save-state").get_by_text("Saved").wait_for()
        context.close()
    return {
        "add_span_ms_5k": 1_000 * statistics.median(scripts),
        "add_span_all_ms_5k": 1_000 * statistics.median(alls),
    }


def first_load(home: Installation, place: Workplace) -> dict[str, float]:
    """Open the labeling page in a browser that has never been here."""
    with a_browser() as browser:
        page = signed_in(browser, home, place).new_page()
        done: list[Request] = []
        page.on("requestfinished", lambda one: done.extend([one]))
        page.goto(address(home, place, "label"), wait_until="networkidle")
        page.locator(SURFACE).wait_for()
        sent = [(one.resource_type, one.sizes()["responseBodySize"] / 1024) for one in done]
    scripts = sum(size for kind, size in sent if kind == "script")
    return {"first_load_kib": scripts, "first_load_all_kib": sum(size for _, size in sent)}


def soaking(home: Installation, place: Workplace) -> dict[str, float]:
    """Label text after text in one tab."""
    with a_browser() as browser:
        page = signed_in(browser, home, place).new_page()
        devtools = devtools_of(page)
        page.goto(address(home, place, "label"))
        page.locator(SURFACE).wait_for()
        held = 0.0
        for number in range(SOAK):
            if number == WARM:
                held = heap_mb(devtools)
            label_one(page)
        growth = heap_mb(devtools) - held
    return {"soak_growth_mb": growth, "soak_texts": float(SOAK)}


def label_one(page: Page) -> None:
    """Mark a word, hand in, wait for the next text."""
    before = page.locator(SURFACE).inner_text()
    drag_over(page, words_in_view(page, SURFACE)[0])
    page.keyboard.press("1")
    page.keyboard.press("Control+Enter")
    page.wait_for_function(_ANOTHER, arg=before)


def sweeping(home: Installation) -> dict[str, float]:
    """Look at every page, as everybody."""
    told = subprocess.run(
        [sys.executable, "-m", "sealmark.interfaces.cli.main", "demo", "--home", str(home.home)],
        capture_output=True,
        text=True,
        check=True,
    )
    watch, base = Watch(), f"http://127.0.0.1:{home.port}"
    with a_browser() as browser:
        stranger = context_of(browser, base, {}).new_page()
        watch.crawl(stranger, base, "nobody", ["/login", "/link", "/invitation", "/nowhere"])
        for who, link in _LINK.findall(told.stdout):
            page = context_of(browser, base, {}).new_page()
            page.goto(f"{base}/link#{link.partition(chr(35))[2]}")  # the command knows no port
            page.get_by_role("button", name="Continue").click()
            page.get_by_role("button", name="Sign out").wait_for()
            watch.crawl(page, base, who, ["/", "/account"])
    for one in [*watch.refused, *watch.violations]:
        print(f"  {one}")
    return {
        "csp_violations": float(len(watch.refused)),
        "axe_violations": float(len(watch.violations)),
        "pages_looked_at": float(watch.pages),
    }


def signed_in(browser: Browser, home: Installation, place: Workplace) -> BrowserContext:
    """Open a context for the labeler."""
    return context_of(browser, f"http://127.0.0.1:{home.port}", {"sealmark": place.cookies[0]})


def address(home: Installation, place: Workplace, page: str) -> str:
    """Return the address of one of the project's pages."""
    return f"http://127.0.0.1:{home.port}/projects/{place.project}/{page}"


if __name__ == "__main__":
    run()
