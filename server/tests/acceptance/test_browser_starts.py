"""The browser of the acceptance tests runs here."""

# SPDX-License-Identifier: Apache-2.0
from playwright.sync_api import Page, expect


def test_browser_shows_a_page(page: Page) -> None:
    page.set_content("<main><h1>Sealmark</h1></main>")

    expect(page.get_by_role("heading")).to_have_text("Sealmark")
