"""Render again: assets under a policy version, with places hidden that people asked for.

- The one way in which an asset gets another rendition: more is hidden, something was reported, a
  clearance was recalled, a new policy version comes into force.
- Read in one transaction, redact with none open, write in another; what somebody else rendered
  meanwhile is left as it is and told to the caller.
- The clearance that stood is recalled in the transaction that writes its successor; labels follow
  through `Moves` of the event.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sealmark.assets import services as assets
from sealmark.assets.domain import AssetState
from sealmark.infra import scope
from sealmark.kernel.clock import Clock
from sealmark.kernel.ids import AssetId, OrganizationId, ProjectId, UserId
from sealmark.redaction import recalling, selectors
from sealmark.redaction.batches import Prepared, write
from sealmark.redaction.models import PolicyVersion
from sealmark.redaction.originals import Original, read_assets
from sealmark.redaction.past import Forced, LabeledOn, Past, everywhere, open_secret
from sealmark.redaction.pipeline import PERSON
from sealmark.redaction.rendering import Renderer
from sealmark.vault.domain import DataKey

RENDERED = (AssetState.READY, AssetState.QUARANTINED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """What is to be made anew of one asset.

    `more` is hidden besides what people had hidden before; `without` names sources whose places
    are not asked for any more; `held_as` holds it back for that reason (a word), whatever the risk.
    """

    asset: AssetId
    more: tuple[Forced, ...] = ()
    without: frozenset[str] = frozenset()
    held_as: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rerendered:
    """What came of it; `passed_by` were rendered by somebody else meanwhile, or are gone."""

    prepared: tuple[Prepared, ...]
    passed_by: tuple[AssetId, ...]


def renderer_for(
    project: ProjectId, version: PolicyVersion, *, organization: OrganizationId, by: UserId
) -> Renderer:
    """Load a version once for any number of batches; opens the project's scope itself."""
    with scope.project(project):
        return Renderer(project, version, organization=organization, by=by)


def rerender(
    project: ProjectId, batch: Sequence[Again], renderer: Renderer, *, clock: Clock
) -> Rerendered:
    """Make a batch of assets anew; inside no scope."""
    wishes = {one.asset: one for one in batch}
    with scope.project(project):
        originals = read_assets(project, wishes.keys(), states=RENDERED)
        pasts = {
            one.asset: _past(project, one, wishes[one.asset], renderer.hand.version)
            for one in originals
        }
        renderer.load(originals)
    prepared = renderer.render(originals, pasts)
    now, hand = clock.now(), renderer.hand
    with scope.project(project):
        fresh = [one for one in prepared if _is_next(project, one)]
        recalling.recall(
            project,
            hand.organization,
            [one.original.asset for one in fresh],
            cause=recalling.Cause.REPLACED,
            by=hand.by,
            at=now,
        )
        write(project, fresh, by=hand, now=now)
        renderer.save(now)
    made = {one.original.asset for one in fresh}
    return Rerendered(
        prepared=tuple(fresh), passed_by=tuple(one for one in wishes if one not in made)
    )


def labeled_on(project: ProjectId, asset: AssetId, key: DataKey) -> LabeledOn | None:
    """Return the rendition that people last worked on; inside the project's scope."""
    row = selectors.last_cleared(project, asset)
    if row is None:
        return None
    return LabeledOn(rendition=row.id, alignment=open_secret(project, row.id, key).alignment)


def _past(project: ProjectId, original: Original, wish: Again, version: PolicyVersion) -> Past:
    newest = selectors.newest_rendition(project, original.asset)
    more = everywhere(original.body["content"], wish.more)
    if newest is None:
        return Past(forced=more, held_as=wish.held_as)
    secret = open_secret(project, newest.id, original.key)
    kept = [one for one in secret.forced if one.source not in wish.without]
    same = newest.policy_version_id == version.id
    return Past(
        number=newest.number,
        forced=_each_once([*kept, *more]),
        known=tuple(f for f in secret.findings if same and f.detector != PERSON),
        labeled_on=labeled_on(project, original.asset, original.key),
        held_as=wish.held_as,
    )


def _each_once(places: Collection[Forced]) -> tuple[Forced, ...]:
    return tuple(dict.fromkeys(places))


def _is_next(project: ProjectId, one: Prepared) -> bool:
    """Lock an asset and say whether its newest rendition is still the one this one follows."""
    if assets.lock_asset(project, one.original.asset) not in RENDERED:
        return False
    newest = selectors.newest_rendition(project, one.original.asset)
    return (newest.number if newest else 0) == one.past.number
