"""What the redactor does about a miss: hides the place, keeps it as a test case, or lets it go.

- What was reported is hidden whoever reported it, and whatever became of them since: nobody has to
  be allowed anything for less to be shown.
- A case is the place in the original, so that any later policy version can be tried on it.
- A dismissed miss is no case any more, and its place is shown again once a steward releases it.
"""

# SPDX-License-Identifier: Apache-2.0
import json

from sealmark.assets import services as assets
from sealmark.assets.domain import AssetState
from sealmark.infra import scope
from sealmark.infra.jobs import Running
from sealmark.kernel.ids import AssetId, ProjectId
from sealmark.redaction import cases, selectors
from sealmark.redaction.deciding import DISMISSED, REPORTED
from sealmark.redaction.errors import NotHeldError
from sealmark.redaction.holding import hold_at_once
from sealmark.redaction.models import Case, Miss, PolicyVersion
from sealmark.redaction.past import Forced, open_secret
from sealmark.redaction.rerendering import RENDERED, Again, renderer_for, rerender
from sealmark.redaction.sealing import case_place
from sealmark.tenancy import selectors as tenancy
from sealmark.vault import runtime
from sealmark.vault.domain import DataKey
from sealmark.vault.services import mark_raw

TRIES = 3


def hide(job: Running) -> None:
    """Hide a reported place for good, and hold its asset until a steward has looked at it."""
    with scope.project(job.project):
        miss = Miss.objects.get(project_id=job.project, id=job.subject)
        asset = AssetId(miss.asset_id)
        if assets.lock_asset(job.project, asset) not in RENDERED:
            return
        assets.settle(job.project, asset, AssetState.QUARANTINED, reason=REPORTED)
        hold_at_once(job.project, asset, REPORTED, at=job.clock.now())
        key = runtime.raw().item_key(job.project, asset)
        place = _placed(miss, key)
        _keep_case(job, miss, place, key)
        version = _version(job, asset)
    _render(job, version, Again(asset=asset, more=(place,), held_as=REPORTED))
    cases.evaluate_in_force(job.project, clock=job.clock)


def forget(job: Running) -> None:
    """Show a reported place again: a steward said that it was no miss."""
    with scope.project(job.project):
        miss = Miss.objects.get(project_id=job.project, id=job.subject)
        asset = AssetId(miss.asset_id)
        Case.objects.filter(project_id=job.project, id=miss.id).delete()
        version = _version(job, asset)
    wish = Again(asset=asset, without=frozenset({source_of(miss)}), held_as=DISMISSED)
    _render(job, version, wish)
    cases.evaluate_in_force(job.project, clock=job.clock)


def source_of(miss: Miss) -> str:
    """Return how the place of a miss is named among those that people had hidden."""
    return f"miss:{miss.id}"


def _placed(miss: Miss, key: DataKey) -> Forced:
    alignment = open_secret(ProjectId(miss.project_id), miss.rendition_id, key).alignment
    there = alignment.to_original(miss.start, miss.end)
    return Forced(start=there.start, end=there.end, kind=miss.kind, source=source_of(miss))


def _keep_case(job: Running, miss: Miss, place: Forced, key: DataKey) -> None:
    body = mark_raw(json.dumps([place.start, place.end]).encode())
    at = case_place(job.project, miss.id)
    Case.objects.get_or_create(
        project_id=job.project,
        id=miss.id,
        defaults={
            "created_at": job.clock.now(),
            "asset_id": miss.asset_id,
            "kind": miss.kind,
            "body": runtime.raw().seal(job.project, key, body, at).blob,
        },
    )


def _version(job: Running, asset: AssetId) -> PolicyVersion:
    newest = selectors.newest_rendition(job.project, asset)
    if newest is None:
        raise NotHeldError
    version: PolicyVersion = newest.policy_version
    return version


def _render(job: Running, version: PolicyVersion, wish: Again) -> None:
    with scope.project(job.project):
        organization = tenancy.organization_of(job.project)
    renderer = renderer_for(job.project, version, organization=organization, by=job.started_by)
    for _ in range(TRIES):
        if not rerender(job.project, [wish], renderer, clock=job.clock).passed_by:
            return
    raise NotHeldError
