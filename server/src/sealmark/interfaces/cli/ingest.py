"""Bring files or folders into a project, sealed on this machine before anything keeps them.

- The same steps as in the browser: announced, sealed part by part, split and redacted by the
  redactor. It acts for a person (`--as`) and only as far as the policies let that person.
- Files that are no text we read are listed with a reason; the rest goes on.
- Ctrl-C while it waits leaves the job running; `--no-wait` does not wait at all.
"""

# SPDX-License-Identifier: Apache-2.0
import argparse
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final
from uuid import UUID

from sealmark.access import services as access
from sealmark.access.domain import Action, Resource, ResourceKind
from sealmark.assets.domain import KINDS, MOST_FILES, PART_SIZE, ColumnMapping, FileToCome
from sealmark.infra import scope
from sealmark.interfaces.cli import _web, output
from sealmark.kernel.clock import SystemClock
from sealmark.kernel.errors import InvalidInputError, NotFoundError
from sealmark.kernel.ids import DatasetId, OrganizationId, ProjectId, UploadId, UserId

CLOCK: Final = SystemClock()
POLL_S: Final = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """For whom files are brought in, and where."""

    user: UserId
    project: ProjectId
    organization: OrganizationId


class NothingToReadError(InvalidInputError):
    """There is no file here that can be read: .txt, .md, .jsonl, .csv, .tsv, or JSON tasks."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("project", help="the project's name or id")
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files or folders")
    parser.add_argument("--as", dest="address", required=True, help="the e-mail you act for")
    parser.add_argument("--dataset", default="Imported", help="dataset to fill (Imported)")
    parser.add_argument("--content", default="", metavar="COLUMN", help="the text's column")
    parser.add_argument("--id", dest="external_id", default="", metavar="COLUMN")
    parser.add_argument("--subject", default="", metavar="COLUMN", help="whom a text is about")
    parser.add_argument("--shown", default="", metavar="COLUMNS", help="shown, redacted; a,b,c")
    parser.add_argument("--hidden", default="", metavar="COLUMNS", help="kept sealed; a,b,c")
    turns = parser.add_argument_group("one turn in a row", "chats in a table: which column is what")
    turns.add_argument("--conversation", default="", metavar="COLUMN", help="names the chat")
    turns.add_argument("--turn", default="", metavar="COLUMN", help="the order, if not the file's")
    turns.add_argument("--speaker", default="", metavar="COLUMN", help="who speaks, redacted")
    turns.add_argument("--role", default="", metavar="COLUMN", help="customer, agent, ...")
    turns.add_argument("--time", default="", metavar="COLUMN", help="when, redacted")
    parser.add_argument("--no-wait", action="store_true", help="return when all is handed over")
    _web.add_home(parser)


def run(arguments: argparse.Namespace) -> int:
    """Hand the files over, then tell how far the redactor got until it is through."""
    files = list(_files(arguments.paths))
    if not files:
        raise NothingToReadError
    _web.become_web(arguments.home)
    place = _admitted(arguments.address, arguments.project)
    columns = ColumnMapping(
        content=arguments.content,
        external_id=arguments.external_id,
        subject=arguments.subject,
        shown=_words(arguments.shown),
        hidden=_words(arguments.hidden),
        conversation=arguments.conversation,
        turn=arguments.turn,
        speaker=arguments.speaker,
        role=arguments.role,
        time=arguments.time,
    )
    uploads: list[tuple[UploadId, list[Path]]] = []
    for first in range(0, len(files), MOST_FILES):
        some = files[first : first + MOST_FILES]
        uploads.append((_hand_over(place, arguments.dataset, columns, some), some))
    output.say(f"{len(files):,} files are handed over, sealed.")
    return 0 if arguments.no_wait else _follow(place.project, uploads)


def _files(paths: list[Path]) -> Iterator[Path]:
    for path in paths:
        if not path.exists():
            raise InvalidInputError(f"There is no file or folder {path}.", field="PATH")
        found = sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path]
        for file in found:
            if file.suffix.lower().removeprefix(".") not in KINDS:
                output.complain(f"left out, not a type that is read: {file}")
            elif not file.stat().st_size:
                output.complain(f"left out, empty: {file}")
            else:
                yield file


def _admitted(address: str, wanted: str) -> _Place:
    """Find the person and the project; the policies decide whether they may bring data in."""
    from sealmark.identity import selectors as accounts  # noqa: PLC0415 - after become_web
    from sealmark.tenancy import selectors as tenancy  # noqa: PLC0415 - same

    with scope.sign_in():
        user = accounts.account_by_email(address)
    if user is None:
        raise NotFoundError("Nobody has an account with this address.", field="--as")
    with scope.principal(user):
        mine = tenancy.my_projects(user, CLOCK.now())
        project = next((one.id for one in mine if wanted in {one.name, str(one.id)}), None)
        facts = tenancy.facts(user, project, CLOCK.now()) if project else None
    if facts is None:
        raise NotFoundError("There is no project of that name or id that is yours.")
    resource = Resource(kind=ResourceKind.PROJECT, id=facts.project, state=facts.state)
    access.require(facts.principal(), Action.INGEST, resource)
    return _Place(user=user, project=facts.project, organization=facts.organization)


def _hand_over(place: _Place, dataset: str, columns: ColumnMapping, files: list[Path]) -> UploadId:
    from sealmark.assets import selectors, services  # noqa: PLC0415 - after become_web

    project, user, organization = place.project, place.user, place.organization
    announced = [
        FileToCome(
            kind=file.suffix.lower().removeprefix("."),
            format="auto",
            size=file.stat().st_size,
            name=file.name,
        )
        for file in files
    ]
    with scope.project(project, by=user):
        home = services.create_dataset(
            project, dataset, by=user, organization=organization, clock=CLOCK
        )
        upload = services.start_upload(
            project,
            DatasetId(home.id),
            columns,
            announced,
            by=user,
            organization=organization,
            clock=CLOCK,
        )
        known = selectors.files(project, upload)
    for number, (file, row) in enumerate(zip(files, known, strict=True), start=1):
        with scope.project(project, by=user), file.open("rb") as content:
            for ordinal, part in enumerate(_parts(content), start=1):
                services.put_part(project, upload, row.id, ordinal, part, clock=CLOCK)
        if number % 500 == 0:
            output.say(f"  {number:,} of {len(files):,} files sealed")
    with scope.project(project, by=user):
        services.complete_upload(project, upload, by=user, organization=organization, clock=CLOCK)
    return upload


def _parts(content: BinaryIO) -> Iterator[bytes]:
    while part := content.read(PART_SIZE):
        yield part


def _follow(project: ProjectId, uploads: list[tuple[UploadId, list[Path]]]) -> int:
    """Say how far the jobs got until they end; then list what could not be taken in."""
    from sealmark.assets import selectors  # noqa: PLC0415 - after become_web

    for upload, files in uploads:
        said = ""
        while True:
            with scope.project(project):
                job = selectors.job_of(project, upload)
            if job is None:
                break
            line = f"  {job.kind}: {job.state}, {job.done:,} of {max(job.total, job.done):,}"
            if line != said:
                output.say(line)
                said = line
            if job.state in {"failed", "cancelled", "refused"}:
                output.complain(f"{job.kind} {job.state}. {job.failure}")
                return 1
            if job.state == "done" and _is_last(job.kind, project, upload):
                break
            time.sleep(POLL_S)
        _tell_problems(project, upload, files)
        _tell_duplicates(project, upload)
    with scope.project(project):
        counts = selectors.counts(project)
    states = ", ".join(f"{number:,} {state}" for state, number in counts.items() if number)
    output.say(f"The project holds: {states or 'nothing yet'}.")
    return 0


def _is_last(kind: str, project: ProjectId, upload: UploadId) -> bool:
    """Say whether nothing follows a job: preparing follows splitting, unless nothing was new."""
    from sealmark.assets import selectors  # noqa: PLC0415 - after become_web

    if kind != "assets.split":
        return True
    with scope.project(project):
        return not selectors.has_assets(project, upload)


def _tell_problems(project: ProjectId, upload: UploadId, files: list[Path]) -> None:
    from sealmark.assets import selectors  # noqa: PLC0415 - after become_web

    after: UUID | None = None
    while True:
        with scope.project(project):
            page = selectors.problems(project, upload, after=after)
        for one in page:
            if one.file is None:
                output.complain(f"  labels left out ({one.count}): {one.remedy}")
                continue
            where = str(files[one.file - 1]) + ("" if one.row is None else f", row {one.row}")
            output.complain(f"  {where}: {one.reason}. {one.remedy}")
        if len(page) < selectors.PAGE:
            return
        after = page[-1].id


def _tell_duplicates(project: ProjectId, upload: UploadId) -> None:
    from sealmark.assets import selectors  # noqa: PLC0415 - after become_web

    with scope.project(project):
        known = selectors.duplicate_count(project, upload)
    if known:
        output.say(f"{known:,} of the texts were here already; they came in only once.")


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())
