"""The text surface by itself: 200 KB of text with 5,000 spans, in a real browser.

- Three shapes of the same size: `prose` (paragraphs), `lines` (short lines), `single` (no line
  break at all). Words are made up and the same in every run.
- `open_ms`: from handing text and spans over until two frames with text and tags were drawn.
- `open_cpu_ms`: the main thread's CPU for that and for loading the page.
- `add_span_ms`: script for one more span, from the key to the second frame after it; the median.
  `add_span_all_ms`: the same with style, layout and paint.
- `scroll_task_ms`: the main thread's work for one turn of the wheel, the median.
"""

# SPDX-License-Identifier: Apache-2.0
import json
import os
import random
import statistics
from collections.abc import Sequence
from typing import Any, Final, cast

from playwright.sync_api import CDPSession, Page, sync_playwright

from tools.dev import workbench
from tools.dev.chromium import find_chromium

SIZE: Final = 200_000
SPANS: Final = 5_000
ADDED: Final = 15
TURNS: Final = 25
SHAPES: Final = ("prose", "lines", "single")
_WORDS: Final = (
    *("the", "patient", "was", "given", "aspirin", "after", "two", "days", "of"),
    *("fever", "and", "cough", "with", "no", "pain"),
)
_FRAMES: Final = (
    "() => new Promise(r => requestAnimationFrame(() => requestAnimationFrame(() => r())))"
)
_WATCH: Final = """
requestAnimationFrame(function look() {
  const isDrawn = document.querySelectorAll("[data-tag]").length > 5;
  requestAnimationFrame(isDrawn ? () => { window.opened = performance.now(); } : look);
});
"""


def run() -> dict[str, float]:
    """Measure each shape; see the module's text."""
    figures: dict[str, float] = {}
    with workbench.served() as address, sync_playwright() as playwright:
        flags = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=str(find_chromium()), args=flags)
        for shape in SHAPES:
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            found = measured(page, address, given(shape))
            figures |= {f"{name}_{shape}": value for name, value in found.items()}
            page.close()
        browser.close()
    for name, value in figures.items():
        print(f"{name:28} {value:10.1f}")
    return figures


def given(shape: str, *, size: int = SIZE, spans: int = SPANS) -> dict[str, Any]:
    """Make a text of a shape with evenly spread spans; every tenth overlaps the one before."""
    draw = random.Random(7)
    text, starts = words(draw, shape, size)
    step = len(starts) / spans
    marks: list[dict[str, Any]] = []
    for number in range(spans):
        start, end = starts[int(number * step)]
        if number % 10 == 9:
            start = marks[-1]["start"]
        span = {"id": f"s{number}", "start": start, "end": end, "attributes": {}}
        marks.append({**span, "class_id": f"c{number % 14}"})
    colors = ["#0b63a5", "#b34700", "#00734f", "#a0336f", "#7d6000", "#0a7490"]
    classes = [
        {"id": f"c{n}", "name": f"Class {n}", "color": colors[n % 6], "hotkey": None}
        for n in range(14)
    ]
    return {
        "text": text,
        "chips": [],
        "ontology": {"classes": classes, "questions": []},
        "labels": {"spans": marks, "answers": []},
    }


def words(draw: random.Random, shape: str, size: int) -> tuple[str, Sequence[tuple[int, int]]]:
    """Write words until the size is reached; return the text and where its words stand."""
    parts: list[str] = []
    places: list[tuple[int, int]] = []
    at = 0
    while at < size:
        word = draw.choice(_WORDS)
        breaks = {"prose": 0.014, "lines": 0.25, "single": 0.0}[shape]
        gap = "\n" if draw.random() < breaks else " "
        parts += [word, gap]
        places.append((at, at + len(word)))
        at += len(word) + 1
    return "".join(parts), places


def measured(page: Page, address: str, text: dict[str, Any]) -> dict[str, float]:
    """Open, add spans, scroll."""
    page.add_init_script(f"window.given = {json.dumps(text)};{_WATCH}")
    devtools = page.context.new_cdp_session(page)
    # The CPU of the page itself: other work on the machine does not count.
    devtools.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(address)
    page.wait_for_function("window.opened")
    return {
        "open_ms": cast("float", page.evaluate("window.opened - window.begun")),
        "open_cpu_ms": 1000 * clocks(devtools)["TaskDuration"],
        **added(page, devtools),
        "scroll_task_ms": scrolled(page, devtools),
    }


def added(page: Page, devtools: CDPSession) -> dict[str, float]:
    """Add spans one by one in view."""
    scripts: list[float] = []
    alls: list[float] = []
    for number in range(ADDED):
        page.evaluate(f"window.editor.select({{anchor: {number * 9}, focus: {number * 9 + 7}}})")
        page.evaluate(_FRAMES)
        before = clocks(devtools)
        page.keyboard.press("3")
        page.evaluate(_FRAMES)
        after = clocks(devtools)
        scripts.append(after["ScriptDuration"] - before["ScriptDuration"])
        alls.append(after["TaskDuration"] - before["TaskDuration"])
    assert page.evaluate("window.editing.store.getState().labels.spans.length") == SPANS + ADDED
    return {
        "add_span_ms": 1000 * statistics.median(scripts),
        "add_span_all_ms": 1000 * statistics.median(alls),
    }


def scrolled(page: Page, devtools: CDPSession) -> float:
    """Turn the wheel over the text."""
    page.mouse.move(600, 400)
    costs: list[float] = []
    for _ in range(TURNS):
        before = clocks(devtools)
        page.mouse.wheel(0, 700)
        page.evaluate(_FRAMES)
        costs.append(clocks(devtools)["TaskDuration"] - before["TaskDuration"])
    return 1000 * statistics.median(costs)


def clocks(devtools: CDPSession) -> dict[str, float]:
    """Read the browser's own clocks, in seconds."""
    metrics = devtools.send("Performance.getMetrics")["metrics"]
    return {metric["name"]: metric["value"] for metric in metrics}
