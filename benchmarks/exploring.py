"""The data explorer with a million tasks, in a browser: from a hand's act to the rows it brings.

- The acts: open the page, filter by state, change the order, show the next page. Each is done on a
  page that was just loaded; the figure is the slowest act's median.
- A filter that hardly any task fits may take several answers, each of which the page shows as it
  comes: their slowest is `explorer_answer_ms_1m`.
- Most tasks are rows that were copied in by the redactor's role (see `benchmarks.fill_tasks`).
"""

# SPDX-License-Identifier: Apache-2.0
import os
import statistics
import subprocess
import sys
from collections.abc import Callable
from typing import Final, cast

from playwright.sync_api import Page

from benchmarks.browsing import a_browser, context_of, settle
from benchmarks.installation import Installation, Workplace, states

TASKS: Final = int(os.environ.get("SEALMARK_BENCH_TASKS", "1000000"))
ROUNDS: Final = 5
_WATCH: Final = """
() => {
  const rows = () => [...document.querySelectorAll("tbody tr")]
    .map((row) => row.cells[1]?.textContent).join(" ");
  let before = rows();
  window.acted = 0;
  window.drawn = 0;
  const begin = () => {
    if (window.acted === 0) window.acted = performance.now();
  };
  for (const kind of ["click", "change"]) document.addEventListener(kind, begin, true);
  requestAnimationFrame(function look() {
    const now = rows();
    const isNew = now !== before && now !== "" && window.acted > 0;
    if (isNew) requestAnimationFrame(() => { window.drawn = performance.now(); });
    else requestAnimationFrame(look);
  });
}
"""
_SLOWEST: Final = """
() => Math.max(0, ...performance.getEntriesByType("resource")
  .filter((one) => /\\/tasks\\?/.test(one.name))
  .map((one) => one.responseEnd - one.requestStart))
"""


def exploring(home: Installation, place: Workplace) -> dict[str, float]:
    """Fill the project up, then look through it as its admin."""
    _fill(home, place, TASKS - sum(states(place).values()))
    base = f"http://127.0.0.1:{home.port}"
    here = f"{base}/projects/{place.project}"
    acts: dict[str, Callable[[Page], object]] = {
        "state": _another_state,
        "order": lambda page: page.get_by_label("Order").select_option(value="queue"),
        "next page": lambda page: page.get_by_role("button", name="Show more").click(),
    }
    took: dict[str, list[float]] = {"open": [], **{name: [] for name in acts}}
    answers = []
    with a_browser() as browser:
        context = context_of(browser, base, {"sealmark": place.admin_cookie})
        page = context.new_page()
        for _ in range(ROUNDS):
            page.goto(here)
            settle(page)
            took["open"].append(_timed(page, _open))
            for name, act in acts.items():
                page.goto(f"{here}/tasks")
                page.locator("tbody tr").nth(10).wait_for()
                settle(page)
                took[name].append(_timed(page, act))
            page.goto(f"{here}/tasks?label=drug&state=open")
            settle(page)
            answers.append(cast("float", page.evaluate(_SLOWEST)))
        context.close()
    medians = {name: statistics.median(each) for name, each in took.items()}
    for name, value in medians.items():
        print(f"  explorer, {name:18} {value:10.1f} ms", flush=True)
    return {
        "explorer_ms_1m": max(medians.values()),
        "explorer_answer_ms_1m": statistics.median(answers),
        "explorer_tasks": float(TASKS),
    }


def _open(page: Page) -> None:
    page.get_by_role("navigation", name="Project").get_by_role("link", name="Tasks").click()


def _another_state(page: Page) -> None:
    """Filter by a state that the first row is not in, so that other rows must come."""
    first = page.locator("tbody [data-state]").first.get_attribute("data-state")
    other = "done" if first == "open" else "open"
    page.get_by_label("State").select_option(value=other)


def _timed(page: Page, act: Callable[[Page], object]) -> float:
    """Return the milliseconds from the act to the frame that shows other rows."""
    page.evaluate(_WATCH)
    act(page)
    page.wait_for_function("() => window.drawn > 0")
    return cast("float", page.evaluate("() => window.drawn - window.acted"))


def _fill(home: Installation, place: Workplace, more: int) -> None:
    environment = {**os.environ, "SEALMARK_HOME": str(home.home), "SEALMARK_IDENTITY": "redactor"}
    command = [sys.executable, "-m", "benchmarks.fill_tasks", str(place.project), str(more)]
    subprocess.run(command, env=environment, check=True)
