"""A real browser for the acceptance tests.

- Chromium is `SEALMARK_CHROMIUM`, else the first on PATH, else Playwright's own download.
- Without one the tests are skipped with a plain reason on a developer's machine and fail in CI.
- Each test gets a fresh context: no cookie or storage survives from one to the next.
"""

# SPDX-License-Identifier: Apache-2.0
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from acceptance.installation import Installation, an_installation
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tools.dev.chromium import HINT, find_chromium, in_ci

QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""The browser talks to nobody but us."""
expect.set_options(timeout=20_000)  # a busy machine with two cores


@pytest.fixture(scope="session")
def chromium() -> Path:
    """Where the browser is; a skip, or in CI a failure, where there is none."""
    found = find_chromium()
    if found is None:
        if in_ci():
            pytest.fail(HINT)
        pytest.skip(HINT)
    return found


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Browser]:
    """Start one headless Chromium for a file's tests.

    Not for the session: Playwright keeps an event loop in this thread while it lives, and Django
    refuses the database wherever one runs.
    """
    with sync_playwright() as playwright:
        # Chromium refuses its own sandbox to root; a test browser only meets our own pages.
        flags = [*QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
        started = playwright.chromium.launch(executable_path=str(chromium), args=flags)
        yield started
        started.close()


@pytest.fixture(autouse=True)
def nobody_stays(request: pytest.FixtureRequest) -> Iterator[None]:
    """Close the windows that a test opened: what is left on a desk would be fought over."""
    if "browser" not in request.fixturenames:
        yield
        return
    browser: Browser = request.getfixturevalue("browser")
    before = browser.contexts
    yield
    for context in browser.contexts:
        if context not in before:
            context.close()


@pytest.fixture
def browser_context(browser: Browser) -> Iterator[BrowserContext]:
    """Open a context of its own: one signed-in person."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context
    context.close()


@pytest.fixture
def page(browser_context: BrowserContext) -> Page:
    """Open one page in a fresh context."""
    return browser_context.new_page()


@pytest.fixture(scope="session")
def installation(chromium: Path) -> Iterator[Installation]:
    """Start one installation with its demo, for all tests of the session that need a whole one."""
    _ = chromium  # without one there is nothing to start it for
    with an_installation() as started:
        yield started


@pytest.fixture(scope="module")
def home(chromium: Path) -> Iterator[Installation]:
    """Start an installation with its demo for the tests of one file alone."""
    _ = chromium
    with an_installation() as started:
        yield started
