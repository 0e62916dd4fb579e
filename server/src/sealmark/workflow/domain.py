"""Rules of the workflow: pure, and refusing by raising.

- Drawing for review: the first 8 bytes of HMAC(seed, asset) lie below the share; the seed was
  committed to in the log before the first task was made, so anybody can recompute the draw later.
- A lease is good for one person in one session until a moment.
- Tasks of one duty are taken in the order of their rank, other people's only in review.
"""

# SPDX-License-Identifier: Apache-2.0
import hashlib
import hmac
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sealmark.kernel.errors import InvalidInputError
from sealmark.kernel.ids import AssetId, DatasetId, LeaseId, SessionId, TaskId, UserId
from sealmark.workflow.errors import (
    LeaseLostError,
    SensitiveTextError,
    TakenBackError,
    TooManySkipsError,
)

FULL_SHARE = 10_000
SEED_BYTES = 32
SKIPS_PER_HOUR = 40
SKIP_REASONS = ("unclear", "wrong_language", "sensitive", "other")
REOPEN_WINDOW = timedelta(days=7)
LONGEST_COMMENT = 5_000
MOST_NOTES = 200
MOST_ROWS = 500
"""Tasks on a page of the explorer."""
MOST_COUNTED = 10_000
"""Tasks of one state are counted up to one past this."""
NOBODY = UUID(int=0)
PRIORITY_STEP = 1 << 40
"""Ranks of one priority lie within one step; a rank as `rank_of` gives it is far below."""

Scan = Callable[[str], Sequence[object]]
"""Finds identifiers in free text; handed in by the composition root."""


class Duty(StrEnum):
    """What a person does to an asset in a step."""

    LABEL = "label"
    REVIEW = "review"


class Priority(StrEnum):
    """Which tasks come first."""

    FIRST = "first"
    NORMAL = "normal"
    LAST = "last"

    @property
    def offset(self) -> int:
        """By how many steps the rank is moved."""
        return {Priority.FIRST: -1, Priority.NORMAL: 0, Priority.LAST: 1}[self]


class Order(StrEnum):
    """In which order tasks are listed."""

    ADDED = "added"
    FINISHED = "finished"
    QUEUE = "queue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which tasks are looked for; `assigned` may be `NOBODY`: meant for no one person.

    `doubted`: only those with labels of which somebody said that they are not sure.
    """

    duty: Duty = Duty.LABEL
    order: Order = Order.ADDED
    state: str | None = None
    owner: UserId | None = None
    assigned: UserId | None = None
    dataset: DatasetId | None = None
    language: str | None = None
    label: str | None = None
    before_guideline: int | None = None
    doubted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """One task, without its text; `is_recalled`: its text was taken back from everybody."""

    task: TaskId
    asset: UUID
    dataset: UUID
    language: str
    state: str
    reason: str
    priority: Priority
    owner: UserId | None
    assigned: UserId | None
    added: datetime
    finished: datetime | None
    revisions: int
    spans: int
    answers: int
    doubts: int
    labels: tuple[str, ...]
    is_recalled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A page; `cursor` is where to go on, None at the end; `looked` counts what was passed."""

    rows: tuple[TaskRow, ...]
    looked: int
    cursor: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldLease:
    """An open lease, as it stands after its task was locked."""

    id: LeaseId
    holder: UserId
    session: SessionId
    expires: datetime


def refuse_stale(
    lease: HeldLease | None, *, holder: UserId, session: SessionId, now: datetime, recalled: bool
) -> HeldLease:
    """Refuse when the lease is gone, another person's or session's, or its text recalled."""
    if recalled:
        raise TakenBackError
    if lease is None:
        raise LeaseLostError
    if (lease.holder, lease.session) != (holder, session) or lease.expires <= now:
        raise LeaseLostError
    return lease


def seed_commitment(seed: bytes) -> str:
    """Return what is published of a seed before it is used."""
    return hashlib.sha256(b"sealmark review seed v1\0" + seed).hexdigest()


def is_drawn(seed: bytes, asset: AssetId, *, share: int) -> bool:
    """Say whether the asset must be reviewed; `share` is in basis points (10,000 = all)."""
    digest = hmac.digest(seed, asset.bytes, "sha256")
    return int.from_bytes(digest[:8], "big") * FULL_SHARE < share << 64


def rank_of(asset: UUID) -> int:
    """Return a place in the queue that says nothing about the order in which assets came."""
    return int.from_bytes(asset.bytes[:4], "big")


def priority_of(rank: int) -> Priority:
    """Say which priority a rank stands for."""
    if rank < 0:
        return Priority.FIRST
    return Priority.NORMAL if rank < PRIORITY_STEP else Priority.LAST


def refuse_leafing(skips_in_last_hour: int) -> None:
    """Refuse to skip on and on: skipping is no way to read a project."""
    if skips_in_last_hour >= SKIPS_PER_HOUR:
        raise TooManySkipsError


def refuse_sensitive(findings: Sequence[object], *, field: str) -> None:
    """Refuse free text in which an identifier was found."""
    if findings:
        raise SensitiveTextError(field=field)


def refuse_unfit_comment(comment: str, *, scan: Scan, field: str = "comment") -> None:
    """Refuse a comment that is too long to be one, or in which an identifier was found."""
    if len(comment) > LONGEST_COMMENT:
        raise InvalidInputError(
            f"A comment has at most {LONGEST_COMMENT} characters. Shorten it.", field=field
        )
    refuse_sensitive(scan(comment), field=field)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What a reviewer says about one object when labels go back."""

    object: str
    comment: str


def refuse_unfit_notes(notes: Sequence[Note], *, scan: Scan) -> None:
    """Refuse more notes than anybody reads, an empty one, and one that names somebody."""
    if len(notes) > MOST_NOTES:
        raise InvalidInputError(
            f"At most {MOST_NOTES} objects can have a comment. Say the rest about the whole.",
            field="notes",
        )
    for note in notes:
        if not note.comment.strip():
            raise InvalidInputError(
                "A comment on an object is empty. Write it or drop it.", field="notes"
            )
        refuse_unfit_comment(note.comment, scan=scan, field="notes")
