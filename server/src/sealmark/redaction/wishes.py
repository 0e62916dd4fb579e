"""Wishes: a steward at the quarantine asks for a policy change; it waits in the policy studio.

- A wish names kinds and counts of doubts and says why; the reason is sealed, no place is in it.
- It stays until somebody who edits the policy says that it is done, or that it will not be.
"""

# SPDX-License-Identifier: Apache-2.0
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

from sealmark.audit.domain import Fact
from sealmark.kernel.clock import Clock
from sealmark.kernel.errors import InvalidInputError, NotFoundError
from sealmark.kernel.ids import AssetId, ProjectId, new_uuid
from sealmark.redaction.acting import Steward, record, refuse_unreasoned
from sealmark.redaction.domain import Wished
from sealmark.redaction.errors import WishClosedError
from sealmark.redaction.held_models import Wish
from sealmark.redaction.quarantine import Held, HeldWanted, held, quarantined
from sealmark.redaction.sealing import wish_place
from sealmark.redaction.together import MOST_TOGETHER
from sealmark.vault import runtime
from sealmark.vault.domain import Sealed, Work
from sealmark.vault.services import mark_written

PAGE: Final = 50
MOST_KINDS: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class WishView:
    """A wish: which kinds are in doubt, in how many texts and places, and why."""

    id: UUID
    state: Wished
    kinds: tuple[str, ...]
    causes: tuple[str, ...]
    texts: int
    places: int
    at: datetime
    reason: str = field(repr=False)


def ask_for_change(
    steward: Steward,
    assets: Sequence[AssetId],
    matching: HeldWanted | None,
    *,
    reason: str,
    clock: Clock,
) -> UUID:
    """Ask for a policy under which texts like these would not be held back."""
    refuse_unreasoned(reason)
    texts = _texts(steward.project, assets, matching)
    kinds: Counter[str] = Counter()
    causes: Counter[str] = Counter()
    for one in texts:
        kinds.update(one.doubts)
        causes.update(one.reason.split())
    row = Wish(
        id=new_uuid(),
        project_id=steward.project,
        created_at=clock.now(),
        by=steward.user,
        kinds=" ".join(kind for kind, _ in kinds.most_common(MOST_KINDS)),
        causes=" ".join(cause for cause, _ in causes.most_common()),
        texts=len(texts),
        places=kinds.total(),
    )
    written = mark_written(reason.strip().encode())
    at = wish_place(steward.project, row.id)
    row.reason = runtime.work().seal_for_project(steward.project, written, at).blob
    row.save(force_insert=True)
    facts: dict[str, Fact] = {"wish": str(row.id), "texts": row.texts, "places": row.places}
    record("policy.wished", steward.project, steward.organization, steward.user, facts)
    return row.id


def close_wish(steward: Steward, wish: UUID, state: Wished, *, clock: Clock) -> None:
    """Say that a wish is done, or that it will not be."""
    rows = Wish.objects.select_for_update().filter(project_id=steward.project, id=wish)
    row = rows.first()
    if row is None:
        raise NotFoundError
    if row.state != Wished.OPEN:
        raise WishClosedError
    rows.update(state=state, closed_at=clock.now(), closed_by=steward.user)
    facts = {"wish": str(wish), "state": str(state)}
    record("policy.wish-closed", steward.project, steward.organization, steward.user, facts)


def open_wishes(project: ProjectId) -> list[WishView]:
    """Return what is wished for and not dealt with, the oldest first."""
    rows = Wish.objects.filter(project_id=project, state=Wished.OPEN).order_by("created_at")
    return [_view(project, row) for row in rows[:PAGE]]


def _texts(
    project: ProjectId, assets: Sequence[AssetId], matching: HeldWanted | None
) -> Sequence[Held]:
    if (matching is None) is not bool(assets):
        raise InvalidInputError("Name texts, or say which ones match.", field="assets")
    if matching is not None:
        found: Sequence[Held] = quarantined(project, matching, most=MOST_TOGETHER).rows
    else:
        found = held(project, list(assets)[:MOST_TOGETHER])
    if not found:
        raise NotFoundError
    return found


def _view(project: ProjectId, row: Wish) -> WishView:
    sealed = Sealed(zone=Work, blob=bytes(row.reason))
    clear = runtime.work().open_for_project(project, sealed, wish_place(project, row.id))
    return WishView(
        id=row.id,
        state=Wished(row.state),
        kinds=tuple(row.kinds.split()),
        causes=tuple(row.causes.split()),
        texts=row.texts,
        places=row.places,
        at=row.created_at,
        reason=clear.reveal_text(),
    )
