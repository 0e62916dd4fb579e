"""A real browser for the acceptance tests.

- Chromium is `SEALMARK_CHROMIUM`, else the first on PATH, else Playwright's own download.
- Without one the tests are skipped with a plain reason on a developer's machine and fail in CI.
- Each test gets a fresh context: no cookie or storage survives from one to the next.
"""

# SPDX-License-Identifier: Apache-2.0
import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tools.dev.chromium import HINT, find_chromium, in_ci


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start one headless Chromium for the session."""
    chromium = find_chromium()
    if chromium is None:
        if in_ci():
            pytest.fail(HINT)
        pytest.skip(HINT)
    with sync_playwright() as playwright:
        # Chromium refuses its own sandbox to root; a test browser only meets our own pages.
        flags = ["--no-sandbox"] if os.geteuid() == 0 else []
        started = playwright.chromium.launch(executable_path=str(chromium), args=flags)
        yield started
        started.close()


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
