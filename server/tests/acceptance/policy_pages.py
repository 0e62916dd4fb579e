"""The policy studio, as data stewards meet it."""

# SPDX-License-Identifier: Apache-2.0
import re
from dataclasses import dataclass

from acceptance.text_pages import JOB_PATIENCE_MS, give_reason
from playwright.sync_api import Locator, Page, expect

TRIAL_PATIENCE_MS = 30_000


@dataclass(frozen=True, slots=True, kw_only=True)
class StudioPage:
    """The draft at the left, what it does at the right."""

    page: Page

    def set_kind(self, kind: str, becomes: str) -> None:
        """Say what a kind becomes, in the words of the list."""
        self.page.get_by_label(f"What {kind} becomes").select_option(label=becomes)

    def open_tab(self, name: str) -> None:
        """Open a tab by its name."""
        self.page.get_by_role("tab", name=name, exact=True).click()

    def yaml(self) -> Locator:
        """The words of the draft."""
        return self.page.get_by_role("region", name="The draft").get_by_label("Policy, YAML")

    def outcome(self, texts: int) -> None:
        """Wait until the draft as it stands was tried on so many texts."""
        expect(self.page.locator("[aria-busy=false] article")).to_have_count(
            texts, timeout=TRIAL_PATIENCE_MS
        )

    def figure(self, name: str) -> Locator:
        """One of the sums above the texts."""
        return self.page.locator("dl > div").filter(has=self.page.get_by_text(name, exact=True))

    def told(self) -> str:
        """Everything that the right side says."""
        return self.page.get_by_role("main").inner_text()

    def chips(self, change: str) -> Locator:
        """The places that change in one way, as they are spoken."""
        return self.page.locator("article").get_by_text(re.compile(f"^{change}"))

    def paste(self, text: str) -> None:
        """Try the draft on a text of one's own."""
        self.open_tab("Paste a text")
        self.page.get_by_label("A text to try the draft on").fill(text)
        self.page.get_by_role("button", name="Try it on this text").click()
        self.outcome(1)

    def save(self) -> None:
        """Keep the draft."""
        button = self.page.get_by_role("button", name="Save draft")
        button.click()
        expect(button).to_be_disabled()

    def publish(self, reason: str, *, confirm: str = "Publish") -> None:
        """Publish the draft with a reason; the versions follow."""
        self.page.get_by_role("button", name="Publish…").click()
        give_reason(self.page, reason, confirm)

    def version(self, number: int) -> Locator:
        """The row of a version."""
        name = self.page.get_by_role("rowheader", name=f"Version {number}", exact=True)
        return self.page.get_by_role("row").filter(has=name)

    def expect_state(self, number: int, state: str) -> None:
        """Wait until a version stands there."""
        row = self.version(number)
        expect(row.get_by_text(state, exact=True)).to_be_visible(timeout=JOB_PATIENCE_MS)

    def say(self, number: int, answer: str, reason: str) -> None:
        """Say yes or no to a version."""
        self.version(number).get_by_role("button", name=f"Say {answer}…").click()
        give_reason(self.page, reason, f"Say {answer}")

    def renew(self) -> None:
        """Redact anew what was redacted under earlier versions."""
        self.page.get_by_role("button", name="Redact them anew").click()
        done = self.page.get_by_text(re.compile("redacted anew, "))
        expect(done).to_be_visible(timeout=JOB_PATIENCE_MS)
