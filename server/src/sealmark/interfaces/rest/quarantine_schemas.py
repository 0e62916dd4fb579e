"""What the routes of the quarantine take and answer: ids, kinds, counts, words; never a text."""

# SPDX-License-Identifier: Apache-2.0
from datetime import datetime, timedelta
from typing import Annotated, Literal, Self
from uuid import UUID

from ninja import Schema
from pydantic import Field

from sealmark.interfaces.rest.shapes import PlaceJson
from sealmark.interfaces.rest.work_schemas import StrictSchema
from sealmark.kernel.ids import AssetId, DatasetId
from sealmark.redaction.selectors import Decided, Held, HeldOrder, HeldWanted, WishView
from sealmark.redaction.services import Chosen, Foreseen, Taken

Word = Annotated[str, Field(max_length=64)]
Share = Annotated[float, Field(ge=0, le=1)]
Hours = Annotated[int, Field(ge=0, le=24 * 366 * 10)]


class HeldWantedIn(StrictSchema):
    """Which held texts; what is left out does not matter. `hours`: waiting so long or longer."""

    order: HeldOrder = HeldOrder.OLDEST
    aside: bool = False
    reason: Word | None = None
    kind: Word | None = None
    dataset: UUID | None = None
    language: Word | None = None
    risk: Share | None = None
    hours: Hours | None = None

    def wanted(self, now: datetime) -> HeldWanted:
        """Say it in redaction's terms."""
        return HeldWanted(
            order=self.order,
            aside=self.aside,
            reason=self.reason,
            kind=self.kind,
            dataset=None if self.dataset is None else DatasetId(self.dataset),
            language=self.language,
            least_risk_bp=None if self.risk is None else round(self.risk * 10_000),
            before=None if self.hours is None else now - timedelta(hours=self.hours),
        )


class HeldPageIn(HeldWantedIn):
    """A page of what is held; `cursor` is where the last one ended."""

    cursor: Annotated[str, Field(max_length=100)] | None = None


class DoubtsOut(Schema):
    """How many doubts of a kind there are in a text."""

    kind: str
    count: int


class HeldOut(Schema):
    """An asset in quarantine, without content."""

    asset_id: UUID
    dataset_id: UUID
    reason: str
    risk: float
    tier: str
    language: str
    since: datetime
    aside_at: datetime | None
    doubts: list[DoubtsOut]

    @classmethod
    def of(cls, row: Held) -> Self:
        """Spell what is held."""
        return cls(
            asset_id=row.asset,
            dataset_id=row.dataset,
            reason=row.reason,
            risk=row.risk_bp / 10_000,
            tier=row.tier,
            language=row.language,
            since=row.since,
            aside_at=row.aside,
            doubts=[DoubtsOut(kind=kind, count=number) for kind, number in row.doubts.items()],
        )


class HeldPageOut(Schema):
    """A page of the quarantine; `next` is where to go on, null at the end."""

    items: list[HeldOut]
    next: str | None


class NarrowingOut(Schema):
    """One value by which the list can be narrowed, and how many texts have it."""

    value: str
    count: int


class DatasetCountOut(Schema):
    """A dataset by name, and how many of its texts wait."""

    id: UUID
    name: str
    count: int


class WaitingOut(Schema):
    """How much waits, since when, and by what it can be narrowed."""

    waiting: int
    aside: int
    oldest: datetime | None
    reasons: list[NarrowingOut]
    kinds: list[NarrowingOut]
    languages: list[NarrowingOut]
    datasets: list[DatasetCountOut]


class DecidedOut(Schema):
    """What was decided about a text before, by whom (a pseudonym), when and why."""

    kind: str
    by: UUID
    at: datetime
    reason: str

    @classmethod
    def of(cls, one: Decided) -> Self:
        """Spell a decision."""
        return cls(kind=one.kind.value, by=one.by, at=one.at, reason=one.reason)


class HideIn(StrictSchema):
    """Places to hide, in code points of the held text."""

    places: list[PlaceJson]
    reason: str


class ReasonIn(StrictSchema):
    """Why."""

    reason: str


class LookOut(Schema):
    """A look that the redactor prepares."""

    view_id: UUID
    state: str


class AtStakeOut(Schema):
    """What a recall touches: desks, tasks, labels, and exports that may hold the text."""

    leases: int
    waiting: int
    done: int
    labels: int
    exports: int


class DecidedJobOut(Schema):
    """The job that carries a decision out."""

    job_id: UUID


class ChosenIn(StrictSchema):
    """Held texts, named or the first ones that fit."""

    assets: Annotated[list[UUID], Field(max_length=1_000)] = Field(default=[])
    matching: HeldWantedIn | None = None

    def chosen(self, now: datetime) -> Chosen:
        """Say it in redaction's terms."""
        return Chosen(
            assets=tuple(AssetId(one) for one in self.assets),
            matching=None if self.matching is None else self.matching.wanted(now),
        )


class TogetherIn(ChosenIn):
    """Held texts, named or the first ones that fit, and the one reason for all of them."""

    reason: str


class ForeseenOut(Schema):
    """What releasing would do: `unseen` of those taken nobody has opened as they stand."""

    taken: int
    unseen: int
    left: list[NarrowingOut]
    more: bool

    @classmethod
    def of(cls, found: Foreseen) -> Self:
        """Spell what is foreseen."""
        left = [NarrowingOut(value=why, count=number) for why, number in found.left.items()]
        return cls(taken=found.taken, unseen=found.unseen, left=left, more=found.more)


class TakenOut(Schema):
    """How many were taken; `left` counts those that were not by why; `more`: others would fit."""

    taken: int
    left: list[NarrowingOut]
    more: bool
    job_id: UUID | None

    @classmethod
    def of(cls, taken: Taken) -> Self:
        """Spell what came of it."""
        return cls(
            taken=taken.taken,
            left=[NarrowingOut(value=why, count=number) for why, number in taken.left.items()],
            more=taken.more,
            job_id=taken.job,
        )


class WishOut(Schema):
    """A wish for another policy: kinds in doubt, why texts are held, counts, and the reason."""

    id: UUID
    kinds: list[str]
    causes: list[str]
    texts: int
    places: int
    at: datetime
    reason: str

    @classmethod
    def of(cls, wish: WishView) -> Self:
        """Spell a wish."""
        return cls(
            id=wish.id,
            kinds=list(wish.kinds),
            causes=list(wish.causes),
            texts=wish.texts,
            places=wish.places,
            at=wish.at,
            reason=wish.reason,
        )


class WishClosedIn(StrictSchema):
    """What became of a wish."""

    state: Literal["done", "declined"]
