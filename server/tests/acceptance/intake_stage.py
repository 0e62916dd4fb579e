"""A project that texts are brought into, and what people did with it.

- `Intake` is the stage of the tests of intake: one admin, who sends whatever a test gives them.
- Connections break here when the test wants it.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from acceptance.installation import Person
from acceptance.materials import CANARIES
from acceptance.pages import SetUpPage, UploadPage
from acceptance.stage import Stage
from acceptance.text_pages import WorkPage
from playwright.sync_api import Route


@dataclass(kw_only=True)
class Intake(Stage):
    """A project that texts are brought into."""

    admin: Person = field(init=False)
    project: str = field(init=False, default="")

    def upload(self, files: list[Path], dataset: str) -> UploadPage:
        """Choose files for a dataset; nothing is sent yet."""
        page = self.open()
        page.choose(files)
        page.new_dataset(dataset)
        return page

    def open(self) -> UploadPage:
        """Open the page for adding texts."""
        self.admin.app.open_project("Intake")
        self.admin.app.go("Add texts")
        return UploadPage(page=self.admin.app.page)

    def assets(self) -> dict[str, int]:
        """Return how many texts stand where."""
        found: dict[str, int] = self.ask(self.admin, f"projects/{self.project}")["counts"]["assets"]
        return found

    def held(self) -> int:
        """Return how many texts the project holds."""
        return sum(self.assets().values())


@dataclass(frozen=True, kw_only=True)
class Ward:
    """What became of a folder with good and bad files."""

    problems: list[list[str]]
    before: dict[str, int]
    after: dict[str, int]


def weak_connection() -> Callable[[Route], None]:
    """Break the first request; leave the parts 4 and 5 under way for ever."""
    tried: list[Route] = []

    def carry(route: Route) -> None:
        tried.append(route)
        if len(tried) == 1:
            route.abort("internetdisconnected")
        elif not route.request.url.endswith(("/4", "/5")):
            route.continue_()

    return carry


def bodies(stage: Stage, who: str) -> list[str]:
    """Return what somebody's browser was told about projects."""
    return [one.text for one in stage.home.heard.by(who) if one.path.startswith("api/projects/")]


def originals_told(stage: Stage) -> list[tuple[str, str]]:
    """Return what of the originals was told, and to whom."""
    secrets = [*CANARIES, "internal-price"]
    return [
        (who, secret)
        for who in stage.people
        for body in bodies(stage, who)
        for secret in secrets
        if secret.casefold() in body.casefold()
    ]


def a_project_with_labels(stage: Intake) -> Person:
    """Make a project that knows the labels of the files; return its labeler."""
    admin = stage.admin
    admin.app.create_project("Formats")
    admin.app.go("Set-up")
    parts = SetUpPage(page=admin.app.page)
    parts.add_label("Drug", key="1")
    parts.add_label("Symptom", key="2")
    parts.publish()
    parts.open_part("Guideline")
    parts.write_guideline("# Mark drugs and symptoms")
    parts.publish()
    return stage.invite(admin, "ingest-labeler", "labeler", ["Labeler"])


def all_that_is_labeled(labeler: Person) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Go through every text that the labeler gets; yield it with the marks it came with."""
    work = WorkPage(page=labeler.app.page)
    work.begin("Label the next text")
    while work.surface.is_visible():
        before = work.text()
        yield before, sorted(work.marks())
        work.skip("Something else")
        work.expect_another(before)
