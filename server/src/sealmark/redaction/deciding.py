"""What the redactor does for stewards: shows what is held, hides more, clears with a reason.

- It acts on rows that a steward's session wrote, checks what they refer to, and logs its own act.
- Hiding more makes a new rendition, still held; what was hidden before stays hidden.
"""

# SPDX-License-Identifier: Apache-2.0
import json
import secrets
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings

from sealmark.access.domain import Action
from sealmark.assets import selectors as originals
from sealmark.assets import services as assets
from sealmark.assets.domain import AssetState
from sealmark.infra import events as bus
from sealmark.infra import scope
from sealmark.infra.jobs import Running
from sealmark.kernel.ids import (
    AssetId,
    PolicyVersionId,
    ProjectId,
    RenditionId,
    new_handle,
    new_uuid,
)
from sealmark.redaction import selectors
from sealmark.redaction.alignment import Alignment, alignment_of
from sealmark.redaction.clearing import (
    clear_renditions,
    clearance_of,
    mapped_labels,
    record_batch,
    rendition_body,
    with_doubts,
)
from sealmark.redaction.doubts import carried
from sealmark.redaction.errors import NotHeldError
from sealmark.redaction.events import ClearedRendition, RenditionsCleared
from sealmark.redaction.floor import read_floor
from sealmark.redaction.models import (
    Adoption,
    Decision,
    HeldPart,
    PolicyVersion,
    Rendition,
    SecretMap,
    Viewing,
)
from sealmark.redaction.sealing import (
    decision_place,
    held_place,
    original_place,
    secret_map_place,
    viewing_place,
)
from sealmark.tenancy import selectors as tenancy
from sealmark.vault import runtime
from sealmark.vault.domain import DataKey, Place, Raw, Sealed, Work
from sealmark.vault.services import declare_redacted, mark_raw, mark_written, reveal_raw
from sealmark_verify.statement import SALT_SIZE, commit


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """What is held back of an asset, opened in the redactor."""

    rendition: Rendition
    key: DataKey
    body: dict[str, Any]
    doubts: list[list[Any]]
    original: dict[str, Any]
    alignment: Alignment
    findings: list[list[Any]]
    sealed_original: Sealed[Raw]


def adopting(job: Running) -> Action:
    """Tell what a person must be allowed for a version to be adopted; the first comes with it."""
    with scope.project(job.project):
        version = PolicyVersion.objects.get(project_id=job.project, id=job.subject)
    return Action.PROJECT_ADMINISTER if version.number == 1 else Action.POLICY_PUBLISH


def deciding(job: Running) -> Action:
    """Tell what a steward must be allowed for their decision to be carried out."""
    with scope.project(job.project):
        decision = Decision.objects.get(project_id=job.project, id=job.subject)
    hides = decision.kind == Decision.Kind.HIDE
    return Action.QUARANTINE_HIDE if hides else Action.QUARANTINE_RELEASE


def adopt(job: Running) -> None:
    """Take a proposed policy version into force, unless it is below the floor."""
    floor = read_floor(settings.SEALMARK_HOME.keys_of("redactor"))
    with scope.project(job.project):
        runtime.raw().create_project(job.project)
        version = PolicyVersion.objects.get(project_id=job.project, id=job.subject)
        floor.refuse(selectors.policy_of(version))
        Adoption.objects.get_or_create(
            project_id=job.project,
            policy_version_id=version.id,
            defaults={"id": new_uuid(), "created_at": job.clock.now()},
        )
        record_batch(
            "policy.adopted",
            job.project,
            tenancy.organization_of(job.project),
            job.started_by,
            cleared=[],
            held=[],
            policy=str(version.id),
        )


def show(job: Running) -> None:
    """Seal what is held for one steward's look."""
    with scope.project(job.project):
        viewing = Viewing.objects.get(project_id=job.project, id=job.subject)
        held = _open_held(job.project, viewing.rendition_id)
        shown = dict(held.body)
        shown.pop("salt")
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
    """Act on a steward's decision: hide more, or clear."""
    with scope.project(job.project):
        decision = Decision.objects.get(project_id=job.project, id=job.subject)
        state = assets.lock_asset(job.project, AssetId(decision.asset_id))
        newest = selectors.newest_rendition(job.project, AssetId(decision.asset_id))
        if state is not AssetState.QUARANTINED or newest is None:
            raise NotHeldError
        if newest.id != decision.rendition_id:
            raise NotHeldError
        held = _open_held(job.project, newest.id)
        if decision.kind == Decision.Kind.HIDE:
            _hide(job, decision, held)
        else:
            _release(job, decision, held)


def _hide(job: Running, decision: Decision, held: _Held) -> None:
    sealed = Sealed(zone=Work, blob=bytes(decision.body))
    at = decision_place(job.project, decision.id)
    asked = json.loads(runtime.work().open_for_project(job.project, sealed, at).reveal())
    text, rows, chips = _with_hidden(held, asked["places"])
    alignment = alignment_of(
        rows, rendition_length=len(text), original_length=held.alignment.original_length
    )
    salt = secrets.token_bytes(SALT_SIZE)
    body = with_doubts(
        rendition_body(text, chips, held.body["shown"], held.body["language"], salt),
        carried(held.doubts, held.alignment, alignment),
    )
    row = Rendition(
        id=new_handle(),
        project_id=job.project,
        created_at=job.clock.now(),
        asset_id=decision.asset_id,
        policy_version_id=held.rendition.policy_version_id,
        number=held.rendition.number + 1,
        hidden=len(rows),
        risk_bp=held.rendition.risk_bp,
        detectors=held.rendition.detectors,
        commitment=commit(salt, text.encode()),
    )
    row.save(force_insert=True)
    _hold(job, row, held, body, alignment)


def _hold(job: Running, row: Rendition, before: _Held, body: bytes, alignment: Alignment) -> None:
    vault, now, key = runtime.raw(), job.clock.now(), before.key
    sealed = vault.seal(job.project, key, mark_raw(body), held_place(job.project, row.id))
    HeldPart(
        id=new_uuid(),
        project_id=job.project,
        created_at=now,
        rendition_id=row.id,
        body=sealed.blob,
    ).save(force_insert=True)
    secret = {
        "rows": alignment.rows(),
        "lengths": [alignment.rendition_length, alignment.original_length],
        "findings": before.findings,
    }
    content = mark_raw(json.dumps(secret, separators=(",", ":")).encode())
    sealed = vault.seal(job.project, key, content, secret_map_place(job.project, row.id))
    SecretMap(
        id=row.id,
        project_id=job.project,
        created_at=now,
        asset_id=row.asset_id,
        body=sealed.blob,
    ).save(force_insert=True)


def _release(job: Running, decision: Decision, held: _Held) -> None:
    asset, rendition = AssetId(decision.asset_id), RenditionId(held.rendition.id)
    now = job.clock.now()
    original = runtime.raw().open(
        job.project, held.key, held.sealed_original, original_place(job.project, asset)
    )
    body = json.dumps(held.body, ensure_ascii=False, separators=(",", ":")).encode()
    redacted = declare_redacted(original, body)
    clear_renditions(job.project, [(asset, rendition, redacted)], decision=decision.id, now=now)
    assets.settle(job.project, asset, AssetState.READY, reason="released")
    HeldPart.objects.filter(project_id=job.project, rendition__asset_id=asset).delete()
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
        labels=mapped_labels(held.original["labels"], held.alignment),
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


def _open_held(project: ProjectId, rendition: UUID) -> _Held:
    row = Rendition.objects.get(project_id=project, id=rendition)
    part = HeldPart.objects.filter(project_id=project, rendition_id=rendition).first()
    secret = SecretMap.objects.get(project_id=project, id=rendition)
    original = originals.sealed_original(project, row.asset_id)
    if part is None:
        raise NotHeldError
    vault = runtime.raw()
    key = vault.item_key(project, row.asset_id)

    def opened(blob: bytes | memoryview, at: Place) -> dict[str, Any]:
        clear = vault.open(project, key, Sealed(zone=Raw, blob=bytes(blob)), at)
        body: dict[str, Any] = json.loads(reveal_raw(clear))
        return body

    found = opened(secret.body, secret_map_place(project, rendition))
    lengths = found["lengths"]
    body = opened(part.body, held_place(project, rendition))
    return _Held(
        rendition=row,
        key=key,
        doubts=body.pop("doubts", []),
        body=body,
        original=opened(original, original_place(project, row.asset_id)),
        alignment=alignment_of(
            [tuple(one) for one in found["rows"]],
            rendition_length=lengths[0],
            original_length=lengths[1],
        ),
        findings=found["findings"],
        sealed_original=Sealed(zone=Raw, blob=original),
    )


def _with_hidden(
    held: _Held, places: list[dict[str, Any]]
) -> tuple[str, list[tuple[int, int, int, int]], list[tuple[int, int, str, str]]]:
    """Rebuild the rendition from the original with more places hidden."""
    text, content = held.body["text"], held.original["content"]
    kinds = {chip["start"]: chip["kind"] for chip in held.body["chips"]}
    hidden = [
        (o_start, o_end, text[r_start:r_end], kinds.get(r_start, "OTHER"))
        for r_start, r_end, o_start, o_end in held.alignment.rows()
    ]
    for number, one in enumerate(places, start=1):
        mapped = held.alignment.to_original(one["start"], one["end"])
        hidden = [h for h in hidden if not (mapped.start <= h[0] and h[1] <= mapped.end)]
        hidden.append((mapped.start, mapped.end, f"[{one['kind']}_S{number}]", one["kind"]))
    pieces: list[str] = []
    rows: list[tuple[int, int, int, int]] = []
    chips: list[tuple[int, int, str, str]] = []
    done = length = 0
    for start, end, replacement, kind in sorted(hidden):
        length += max(0, start - done)
        pieces += (content[done:start], replacement)
        rows.append((length, length + len(replacement), start, end))
        chips.append((length, length + len(replacement), kind, replacement))
        length, done = length + len(replacement), max(done, end)
    return "".join((*pieces, content[done:])), rows, chips
