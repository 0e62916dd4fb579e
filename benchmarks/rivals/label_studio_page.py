"""Label Studio in the same browser: the same long text and spans, opened and added to.

- The text comes as a task with one annotation of all the spans, which its page opens by itself.
- Ready is when as many highlights as spans are in the page and two frames were drawn; it has no
  window on the text, so there is no earlier moment at which it answers.
"""

# SPDX-License-Identifier: Apache-2.0
import json
import re
import statistics
from typing import Any, Final, cast

from playwright.sync_api import Page

from benchmarks.browsing import (
    FRAMES,
    a_browser,
    context_of,
    devtools_of,
    drag_over,
    words_in_view,
)
from benchmarks.rivals.label_studio import Rival
from benchmarks.surface import clocks

ADDED: Final = 7
TEXT: Final = "[data-testid=htx-richtext], .lsf-htx-richtext, .htx-richtext"
_OPENS: Final = """
(spans) => {
  window.opened = 0;
  requestAnimationFrame(function look() {
    const isDrawn = document.querySelectorAll(".htx-highlight").length >= spans;
    requestAnimationFrame(isDrawn ? () => { window.opened = performance.now(); } : look);
  });
}
"""
_ANSWERED: Final = """
Math.max(...performance.getEntriesByType("resource")
  .filter((one) => /api\\/tasks\\/\\d+/.test(one.name)).map((one) => one.responseEnd))
"""


def in_the_browser(rival: Rival, text: str, spans: int) -> dict[str, float]:
    """Open the text, add spans; return the figures."""
    owner = rival.people[0]
    project = owner.make_project("Browser")
    task = [{"data": {"text": text}, "annotations": [{"result": _results(text, spans)}]}]
    owner.bring_in(project, json.dumps(task).encode())
    base = f"http://127.0.0.1:{rival.port}"
    (known,) = json.loads(owner.ask("GET", f"/api/tasks?project={project}"))["tasks"]
    with a_browser() as browser:
        page = context_of(browser, base, owner.cookies).new_page()
        devtools = devtools_of(page)
        page.add_init_script(f"({_OPENS})({spans})")
        page.goto(f"{base}/projects/{project}/data?task={known['id']}")
        page.wait_for_function("() => window.opened > 0")
        opened = cast("float", page.evaluate("window.opened"))
        figures = {"open_ms_200kb": opened - cast("float", page.evaluate(_ANSWERED))}
        return figures | _added(page, devtools, spans)


def _added(page: Page, devtools: Any, spans: int) -> dict[str, float]:  # noqa: ANN401 - CDP
    """Choose the label by its key, then select a word: there, that is the order."""
    scripts, alls = [], []
    for number in range(ADDED):
        word = words_in_view(page, TEXT)[number * 5]
        before = clocks(devtools)
        page.keyboard.press("1")
        drag_over(page, word)
        page.evaluate(FRAMES)
        after = clocks(devtools)
        scripts.append(after["ScriptDuration"] - before["ScriptDuration"])
        alls.append(after["TaskDuration"] - before["TaskDuration"])
        page.keyboard.press("Escape")
    made = page.evaluate("document.querySelectorAll('.htx-highlight').length") - spans
    if made < ADDED:
        raise RuntimeError(f"{made} of {ADDED} spans were made")
    return {
        "add_span_ms_5k": 1_000 * statistics.median(scripts),
        "add_span_all_ms_5k": 1_000 * statistics.median(alls),
    }


def _results(text: str, spans: int) -> list[dict[str, Any]]:
    words = list(re.finditer(r"[a-z]{2,}", text))
    chosen = [words[int(number * len(words) / spans)] for number in range(spans)]
    return [
        {
            "id": f"s{number}",
            "from_name": "label",
            "to_name": "text",
            "type": "labels",
            "value": {
                "start": word.start(),
                "end": word.end(),
                "text": word.group(),
                "labels": ["Drug"],
            },
        }
        for number, word in enumerate(chosen)
    ]
