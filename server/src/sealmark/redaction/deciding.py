"""What the redactor does for stewards: shows what is held, hides more, clears with a reason.

- It acts on rows that a steward's session wrote, checks what they refer to, and logs its own act.
- Hiding more makes a new rendition, checked like the first one and still held; what was hidden
  before stays hidden. What was recalled is held back in the same way.
"""

# SPDX-License-Identifier: Apache-2.0
import json
from collections import Counter
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sealmark.access.domain import Action
from sealmark.assets import selectors as originals
from sealmark.assets import services as assets
from sealmark.assets.domain import AssetState
from sealmark.infra import events as bus
from sealmark.infra import scope
from sealmark.infra.jobs import Running
from sealmark.kernel.ids import (
    AssetId,
    OrganizationId,
    PolicyVersionId,
    ProjectId,
    RenditionId,
)
from sealmark.redaction import selectors
from sealmark.redaction.clearing import (
    clear_renditions,
    clearance_of,
    mapped_labels,
    record_batch,
)
from sealmark.redaction.conversations import turns_of
from sealmark.redaction.errors import NotHeldError
from sealmark.redaction.events import ClearedRendition, Moves, RenditionsCleared
from sealmark.redaction.holding import count_doubts, hold_at_once, unlist
from sealmark.redaction.models import (
    Decision,
    HeldPart,
    PolicyVersion,
    Rendition,
    Viewing,
)
from sealmark.redaction.past import Forced, SecretOf, open_secret, words_hidden
from sealmark.redaction.rerendering import RENDERED, Again, labeled_on, renderer_for, rerender
from sealmark.redaction.sealing import (
    decision_place,
    held_place,
    original_place,
    viewing_place,
)
from sealmark.tenancy import selectors as tenancy
from sealmark.vault import runtime
from sealmark.vault.domain import DataKey, Place, Raw, Sealed, Work
from sealmark.vault.services import declare_redacted, mark_written, reveal_raw

RECALLED, REPORTED, DISMISSED, HIDDEN_MORE = "recalled", "reported", "dismissed", "hidden-more"
STAYS = frozenset({RECALLED, REPORTED, DISMISSED})
"""Why somebody must look at an asset, whatever its risk; told until it is released."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What is held back of an asset, opened in the redactor."""

    rendition: Rendition
    key: DataKey
    body: dict[str, Any]
    doubts: list[list[Any]]
    original: dict[str, Any]
    secret: SecretOf
    sealed_original: Sealed[Raw]


def deciding(job: Running) -> Action:
    """Tell what a steward must be allowed for their decision to be carried out."""
    with scope.project(job.project):
        decision = Decision.objects.get(project_id=job.project, id=job.subject)
    match Decision.Kind(decision.kind):
        case (
            Decision.Kind.HIDE
            | Decision.Kind.HIDE_DOUBTS
            | Decision.Kind.ASIDE
            | Decision.Kind.BACK
        ):
            return Action.QUARANTINE_HIDE
        case Decision.Kind.RELEASE:
            return Action.QUARANTINE_RELEASE
        case Decision.Kind.RECALL:
            return Action.CLEARANCE_RECALL


def show(job: Running) -> None:
    """Seal what is held for one steward's look; doubts that were never counted are from now on."""
    with scope.project(job.project):
        viewing = Viewing.objects.get(project_id=job.project, id=job.subject)
        held = _open_held(job.project, viewing.rendition_id)
        kinds = Counter(kind for _, _, kind, _ in held.doubts)
        count_doubts(job.project, AssetId(held.rendition.asset_id), kinds, at=job.clock.now())
        shown = dict(held.body)
        shown.pop("salt")
        shown["risk"] = held.rendition.risk_bp / 10_000
        shown["reason"] = originals.reason_of(job.project, AssetId(held.rendition.asset_id))
        shown["doubts"] = [
            {"start": start, "end": end, "kind": kind, "reason": reason}
            for start, end, kind, reason in held.doubts
        ]
        body = mark_written(json.dumps(shown).encode())
        at = viewing_place(job.project, viewing.id)
        sealed = runtime.work().seal_for_project(job.project, body, at)
        viewings = Viewing.objects.filter(project_id=job.project)
        viewings.filter(id=viewing.id).update(body=sealed.blob)
        viewings.filter(expires_at__lt=job.clock.now()).delete()


def decide(job: Running) -> None:
    """Act on a steward's decision: hide more, clear, or hold back again what was recalled."""
    again = _acted(job)
    if again is None:
        return
    renderer = renderer_for(
        job.project, again.version, organization=again.organization, by=job.started_by
    )
    if rerender(job.project, [again.wish], renderer, clock=job.clock).passed_by:
        raise NotHeldError


@dataclass(frozen=True, slots=True, kw_only=True)
class Anew:
    """What a decision wants made anew, under which version."""

    wish: Again
    version: PolicyVersion
    organization: OrganizationId


def _acted(job: Running) -> Anew | None:
    """Do what can be done at once; return what is to be made anew, if anything."""
    with scope.project(job.project):
        decision = Decision.objects.get(project_id=job.project, id=job.subject)
        match Decision.Kind(decision.kind):
            case Decision.Kind.RELEASE:
                release_held(job, decision, held_of(job, decision))
                return None
            case Decision.Kind.HIDE | Decision.Kind.HIDE_DOUBTS:
                return anew(job, decision, held_of(job, decision))
            case Decision.Kind.RECALL:
                return _hold(job, decision)
            case Decision.Kind.ASIDE | Decision.Kind.BACK:
                return None


def held_of(job: Running, decision: Decision) -> Held:
    """Open what a decision is about, if it is still the newest and still held; inside a scope."""
    state = assets.lock_asset(job.project, AssetId(decision.asset_id))
    newest = selectors.newest_rendition(job.project, AssetId(decision.asset_id))
    if state is not AssetState.QUARANTINED or newest is None:
        raise NotHeldError
    if newest.id != decision.rendition_id:
        raise NotHeldError
    return _open_held(job.project, newest.id)


def anew(job: Running, decision: Decision, held: Held) -> Anew:
    """Return what hiding more of a held rendition wants made anew; inside the project's scope."""
    more = tuple(
        Forced(start=place.start, end=place.end, kind=kind, source=f"decision:{decision.id}")
        for start, end, kind in _places(job, decision, held)
        for place in (held.secret.alignment.to_original(start, end),)
    )
    asset = AssetId(decision.asset_id)
    held_as = originals.reason_of(job.project, asset).partition(" ")[0]
    wish = Again(asset=asset, more=more, held_as=held_as if held_as in STAYS else HIDDEN_MORE)
    return _anew(job, held.rendition, wish)


def _places(job: Running, decision: Decision, held: Held) -> list[tuple[int, int, str]]:
    """Return the places of the rendition that a steward wants hidden: marked, or all doubts."""
    if decision.kind == Decision.Kind.HIDE_DOUBTS:
        return [(start, end, kind) for start, end, kind, _ in held.doubts]
    sealed = Sealed(zone=Work, blob=bytes(decision.body))
    at = decision_place(job.project, decision.id)
    asked = json.loads(runtime.work().open_for_project(job.project, sealed, at).reveal())
    return [(one["start"], one["end"], one["kind"]) for one in asked["places"]]


def _hold(job: Running, decision: Decision) -> Anew:
    """Put an asset whose clearance was recalled into quarantine; nothing of it can be shown."""
    asset = AssetId(decision.asset_id)
    if assets.lock_asset(job.project, asset) not in RENDERED:
        raise NotHeldError
    assets.settle(job.project, asset, AssetState.QUARANTINED, reason=RECALLED)
    hold_at_once(job.project, asset, RECALLED, at=job.clock.now())
    newest = selectors.newest_rendition(job.project, asset)
    if newest is None:
        raise NotHeldError
    return _anew(job, newest, Again(asset=asset, held_as=RECALLED))


def _anew(job: Running, newest: Rendition, wish: Again) -> Anew:
    return Anew(
        wish=wish,
        version=newest.policy_version,
        organization=tenancy.organization_of(job.project),
    )


def release_held(job: Running, decision: Decision, held: Held) -> None:
    """Clear what is held, as it stands; inside the project's scope."""
    asset, rendition = AssetId(decision.asset_id), RenditionId(held.rendition.id)
    now = job.clock.now()
    before = labeled_on(job.project, asset, held.key)
    original = runtime.raw().open(
        job.project, held.key, held.sealed_original, original_place(job.project, asset)
    )
    body = json.dumps(held.body, ensure_ascii=False, separators=(",", ":")).encode()
    redacted = declare_redacted(original, body)
    clear_renditions(job.project, [(asset, rendition, redacted)], decision=decision.id, now=now)
    assets.settle(job.project, asset, AssetState.READY, reason="released")
    HeldPart.objects.filter(project_id=job.project, rendition__asset_id=asset).delete()
    unlist(job.project, [asset])
    organization = tenancy.organization_of(job.project)
    clearance = clearance_of(rendition)
    record_batch(
        "renditions.released",
        job.project,
        organization,
        job.started_by,
        cleared=[(str(asset), str(rendition), str(clearance))],
        held=[],
        policy=str(held.rendition.policy_version_id),
    )
    cleared = ClearedRendition(
        asset=asset,
        rendition=rendition,
        clearance=clearance,
        policy=PolicyVersionId(held.rendition.policy_version_id),
        detectors=held.rendition.detectors,
        commitment=held.rendition.commitment,
        length=len(held.body["text"]),
        labels=mapped_labels(held.original["labels"], held.secret.alignment),
        roles=tuple(turn.role for turn in turns_of(held.original)),
        moves=Moves(
            before=before.alignment,
            after=held.secret.alignment,
            hidden=words_hidden(held.original["content"], held.secret.forced),
        )
        if before
        else None,
    )
    bus.publish(
        RenditionsCleared(
            project=job.project,
            organization=organization,
            by=job.started_by,
            cleared=[cleared],
            at=now,
        )
    )


def _open_held(project: ProjectId, rendition: UUID) -> Held:
    row = Rendition.objects.get(project_id=project, id=rendition)
    part = HeldPart.objects.filter(project_id=project, rendition_id=rendition).first()
    original = originals.sealed_original(project, row.asset_id)
    if part is None:
        raise NotHeldError
    vault = runtime.raw()
    key = vault.item_key(project, row.asset_id)

    def opened(blob: bytes | memoryview, at: Place) -> dict[str, Any]:
        clear = vault.open(project, key, Sealed(zone=Raw, blob=bytes(blob)), at)
        body: dict[str, Any] = json.loads(reveal_raw(clear))
        return body

    body = opened(part.body, held_place(project, rendition))
    return Held(
        rendition=row,
        key=key,
        doubts=body.pop("doubts", []),
        body=body,
        original=opened(original, original_place(project, row.asset_id)),
        secret=open_secret(project, rendition, key),
        sealed_original=Sealed(zone=Raw, blob=original),
    )
