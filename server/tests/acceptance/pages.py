"""The pages of the browser app, as a person meets them: by what they read, never by markup.

- A page object does what a hand would do and waits for what an eye would see.
- Nothing here asserts on behalf of a test, except that what was asked for appeared.
- `CSP_WATCH` counts refusals of the content security policy from the first script on.
"""

# SPDX-License-Identifier: Apache-2.0
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from acceptance.text_pages import JOB_PATIENCE_MS, give_reason
from playwright.sync_api import Locator, Page, expect

CSP_WATCH = """
window.__refused = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.__refused.push(`${event.effectiveDirective} ${event.blockedURI}`);
});
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """The app in one browser page; `base` is its address without a slash at the end."""

    page: Page
    base: str

    def open(self, path: str) -> None:
        """Go to a path of the app."""
        self.page.goto(f"{self.base}{path}")

    def sign_in(self, email: str, password: str) -> None:
        """Sign in with a password and wait until the app is behind it."""
        self.open("/login")
        self.page.get_by_label("E-mail").fill(email)
        self.page.get_by_label("Password", exact=True).fill(password)
        self.page.get_by_role("button", name="Sign in", exact=True).click()
        expect(self.page.get_by_role("button", name="Sign out")).to_be_visible()

    def give_code(self, code: str) -> None:
        """Enter the code of the authenticator app."""
        self.page.get_by_label("Code").fill(code)
        self.page.get_by_role("button", name="Continue").click()

    def redeem(self, link: str) -> None:
        """Open a one-time link that signs in, and go in."""
        self.page.goto(link)
        self.page.get_by_role("button", name="Continue").click()
        expect(self.page.get_by_role("button", name="Sign out")).to_be_visible()

    def set_password(self, link: str, password: str) -> None:
        """Open a one-time link for a password, and choose it; the sign-in page follows."""
        self.page.goto(link)
        self.page.get_by_label("New password").fill(password)
        self.page.get_by_role("button", name="Continue").click()
        expect(self.page.get_by_role("heading", name="Sign in")).to_be_visible()

    def join(self, link: str, *, name: str, password: str) -> None:
        """Accept an invitation by making the account it is for."""
        self.page.goto(link)
        self.page.get_by_label("Your name").fill(name)
        self.page.get_by_label("New password").fill(password)
        self.page.get_by_role("button", name="Join").click()
        expect(self.page.get_by_role("button", name="Sign out")).to_be_visible()

    def sign_out(self) -> None:
        """Leave; the sign-in page follows."""
        self.page.get_by_role("button", name="Sign out").click()
        expect(self.page.get_by_role("heading", name="Sign in")).to_be_visible()

    def open_project(self, name: str) -> None:
        """Choose a project from the list."""
        self.open("/")
        self.page.get_by_role("main").get_by_role("link", name=name).click()
        expect(self.page.get_by_role("navigation", name="Project")).to_be_visible()

    def create_project(self, name: str, *, pack: str | None = None) -> None:
        """Make a project that hands texts out at once, with the first policy pack or this one."""
        self.open("/")
        self.page.get_by_role("button", name="New project").click()
        dialog = self.page.get_by_role("dialog")
        dialog.get_by_label("Name").fill(name)
        if pack is not None:
            dialog.get_by_label("Redaction policy to start with").select_option(label=pack)
        dialog.get_by_label("Set it up first").uncheck()
        dialog.get_by_role("button", name="Make the project").click()
        expect(self.page.get_by_role("heading", name=name, level=1)).to_be_visible()

    def go(self, section: str) -> None:
        """Follow a way inside the open project, by its name in the navigation."""
        way = self.page.get_by_role("navigation", name="Project")
        way.get_by_role("link", name=section, exact=True).click()

    def refused_by_policy(self) -> list[str]:
        """Return what the content security policy refused; needs `CSP_WATCH` as init script."""
        return cast("list[str]", self.page.evaluate("window.__refused"))

    def browser_storage(self) -> str:
        """Return everything that the page keeps in the browser, as one text."""
        script = "JSON.stringify([{...localStorage}, {...sessionStorage}])"
        return cast("str", self.page.evaluate(script))


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUpPage:
    """Labels, guideline, policy and steps of the open project."""

    page: Page

    def open_labels(self) -> None:
        """Show the labels and questions, if another part is shown."""
        self.open_part("Labels and questions")

    def open_part(self, name: str) -> None:
        """Show a part by the name of its tab."""
        self.page.get_by_role("tab", name=name).click()

    def add_label(self, name: str, *, key: str = "") -> None:
        """Add a label for words; published by `publish`."""
        self.open_labels()
        self.page.get_by_role("button", name="Add a label").click()
        self.page.get_by_label("Name of the label").last.fill(name)
        self.page.get_by_label(f"Key of {name}", exact=True).fill(key)

    def add_choice(self, question: str, answers: Sequence[str], *, needed: bool) -> None:
        """Add a question with one choice among `answers` (at least two)."""
        self.add_question("single", question)
        if needed:
            self.page.get_by_label("Needed").last.check()
        fields = self.page.get_by_label("Answer", exact=True)
        ours = fields.count() - 2
        for extra in range(len(answers)):
            # A new choice comes with two answers.
            if extra >= 2:
                self.page.get_by_role("button", name="Add an answer").last.click()
            fields.nth(ours + extra).fill(answers[extra])

    def add_question(self, kind: str, question: str) -> None:
        """Add a question: `single`, `multiple`, `text` or `rating`."""
        self.open_labels()
        self.page.get_by_label("Kind of the new question").select_option(kind)
        self.page.get_by_role("button", name="Add a question").click()
        self.page.get_by_label("Question", exact=True).last.fill(question)

    def add_free_text(self, question: str) -> None:
        """Add a question that is answered in one's own words."""
        self.add_question("text", question)

    def write_guideline(self, markdown: str) -> None:
        """Replace the guideline's text; published by `publish`."""
        self.page.get_by_label("Markdown").fill(markdown)

    def review_share(self, percent: int) -> None:
        """Set how many texts are reviewed, and save."""
        self.page.get_by_label("Share of texts that are reviewed").fill(str(percent))
        self.page.get_by_role("button", name="Save").click()
        expect(self.page.get_by_text("Saved.")).to_be_visible()

    def publish(self) -> None:
        """Publish the open part."""
        self.page.get_by_role("button", name="Publish version").click()
        expect(self.page.get_by_text("Published.")).to_be_visible()


@dataclass(frozen=True, slots=True, kw_only=True)
class PeoplePage:
    """The people of the open project."""

    page: Page

    def invite(self, email: str, roles: Sequence[str]) -> str:
        """Invite someone with exactly these roles (by their names); return the link."""
        self.page.get_by_role("button", name="Invite someone").click()
        dialog = self.page.get_by_role("dialog")
        dialog.get_by_label("E-mail").fill(email)
        for box in dialog.get_by_role("checkbox").all():
            box.uncheck()
        for role in roles:
            dialog.get_by_role("checkbox", name=role).check()
        dialog.get_by_role("button", name="Make the link").click()
        link = dialog.get_by_label("Invitation link").input_value()
        dialog.get_by_role("button", name="Done").click()
        return link

    def row(self, name: str) -> Locator:
        """Return the row of a person."""
        return self.page.get_by_role("row").filter(has_text=name)


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadPage:
    """Adding texts to the open project."""

    page: Page

    def choose(self, files: Sequence[Path]) -> None:
        """Choose files, as the file dialog would."""
        self.page.get_by_test_id("files").set_input_files([str(file) for file in files])

    def choose_folder(self, folder: Path) -> None:
        """Choose a folder with everything in it."""
        self.page.get_by_test_id("folder").set_input_files(str(folder))

    def new_dataset(self, name: str) -> None:
        """Put the texts into a new dataset."""
        self.page.get_by_label("Dataset", exact=True).select_option(label="A new one")
        self.page.get_by_label("Name of the new dataset").fill(name)

    def use_column(self, column: str, use: str) -> None:
        """Say what a column is for, in the words of the page."""
        self.page.get_by_label(f"Use of {column}", exact=True).select_option(label=use)

    def begin(self) -> None:
        """Begin to send; the bar that tells how far it is follows."""
        self.page.get_by_role("button", name="Send and redact").click()
        expect(self.page.get_by_role("heading", name="Sending")).to_be_visible()

    def send(self) -> None:
        """Send everything and wait until the platform has it."""
        self.page.get_by_role("button", name="Send and redact").click()
        self.wait_until_in()

    def wait_until_in(self) -> None:
        """Wait until the platform has everything."""
        heading = self.page.get_by_role("heading", name=re.compile("Texts are (in|redacted)"))
        expect(heading).to_be_visible(timeout=JOB_PATIENCE_MS)

    def wait_until_done(self) -> None:
        """Wait until the texts are redacted."""
        done = self.page.get_by_role("heading", name="Texts are redacted")
        expect(done).to_be_visible(timeout=JOB_PATIENCE_MS)

    def problems(self) -> list[list[str]]:
        """Return what was not taken: file, row, and what to do about it."""
        rows = self.page.get_by_role("main").get_by_role("row").filter(has=self.page.locator("td"))
        return [row.get_by_role("cell").all_inner_texts() for row in rows.all()]


@dataclass(frozen=True, slots=True, kw_only=True)
class JobsPage:
    """What runs in the background."""

    page: Page

    def row(self, kind: str, nth: int = 0) -> Locator:
        """Return a job by the words of its kind, the newest first."""
        return self.page.get_by_role("main").get_by_role("listitem").filter(has_text=kind).nth(nth)

    def act(self, kind: str, verb: str) -> None:
        """Press a button of the newest job of a kind."""
        self.row(kind).get_by_role("button", name=verb).click(timeout=JOB_PATIENCE_MS)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportsPage:
    """What leaves the platform."""

    page: Page

    def request(self, format_name: str, reason: str, *, recipient_key: str | None = None) -> None:
        """Ask for an export; aligned to the originals where a recipient's key is given."""
        self.page.get_by_role("button", name="Request an export").click()
        dialog = self.page.get_by_role("dialog")
        dialog.get_by_label("Format").select_option(label=format_name)
        if recipient_key is not None:
            dialog.get_by_label("Aligned to the originals").check()
            dialog.get_by_label("Public key of the recipient").fill(recipient_key)
        dialog.get_by_label("Reason").fill(reason)
        dialog.get_by_role("button", name="Request", exact=True).click()
        expect(dialog).to_be_hidden()

    @contextmanager
    def previewed(self) -> Iterator[Locator]:
        """Look at what would leave by default; the form is closed again."""
        self.page.get_by_role("button", name="Request an export").click()
        dialog = self.page.get_by_role("dialog")
        dialog.get_by_role("button", name="Count and preview").click()
        expect(dialog.get_by_role("table")).to_be_visible()
        yield dialog
        self.page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()

    def approve(self, reason: str) -> None:
        """Approve the first export that waits for it."""
        self.page.get_by_role("button", name="Approve").first.click()
        give_reason(self.page, reason, "Approve")

    def row(self, what: str) -> Locator:
        """Return the newest export of a kind, as the page says it: `CSV, redacted texts`."""
        rows = self.page.get_by_role("main").get_by_role("listitem")
        return rows.filter(has_text=what).first

    def download(self, to: Path, what: str = "") -> None:
        """Wait for the newest ready export (of a kind) and download its bundle."""
        button = self.row(what).get_by_role("button", name="Download")
        expect(button).to_be_visible(timeout=JOB_PATIENCE_MS)
        with self.page.expect_download() as download:
            button.click()
        download.value.save_as(to)
