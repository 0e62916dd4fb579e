"""Clear: a rendition enters the work zone, with its clearance, and the log hears of it.

- What people see is sealed under a work key that is made here, once it is cleared and not before.
- A rendition is cleared at most once: its clearance carries an id derived from its own.
"""

# SPDX-License-Identifier: Apache-2.0
import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from sealmark.audit import services as audit
from sealmark.audit.domain import AuditEvent
from sealmark.audit.pseudonyms import pseudonym
from sealmark.infra import bulk
from sealmark.kernel.ids import (
    AssetId,
    ClearanceId,
    OrganizationId,
    ProjectId,
    RenditionId,
    UserId,
    new_uuid,
)
from sealmark.modalities.conversation.turns import Turn
from sealmark.redaction.alignment import Alignment, Mapped, SpanOutsideTextError
from sealmark.redaction.sealing import rendition_place
from sealmark.vault import runtime
from sealmark.vault.domain import Clear


def clearance_of(rendition: RenditionId) -> ClearanceId:
    """Return the id of the one clearance that a rendition can have."""
    digest = hashlib.sha256(b"clearance\0" + rendition.bytes).digest()
    return ClearanceId(UUID(bytes=digest[:16], version=4))


def clear_renditions(
    project: ProjectId,
    renditions: Sequence[tuple[AssetId, RenditionId, Clear[Any]]],
    *,
    decision: UUID | None,
    now: datetime,
) -> None:
    """Seal renditions into the work zone and issue their clearances."""
    if not renditions:
        return
    keys = runtime.work().create_items(
        project, {rendition: asset for asset, rendition, _ in renditions}
    )
    parts = []
    for _, rendition, clear in renditions:
        at = rendition_place(project, rendition)
        sealed = runtime.work().seal(project, keys[rendition], clear, at)
        parts.append((new_uuid(), project, now, rendition, 0, "text/plain", sealed.blob))
    bulk.insert(
        "redaction_rendition_part",
        {
            **bulk.ROW,
            "rendition_id": "uuid",
            "ordinal": "int",
            "media_type": "text",
            "body": "bytea",
        },
        parts,
    )
    bulk.insert(
        "redaction_clearance",
        {
            **bulk.ROW,
            "asset_id": "uuid",
            "rendition_id": "uuid",
            "decision_id": "uuid",
        },
        [
            (clearance_of(rendition), project, now, asset, rendition, decision)
            for asset, rendition, _ in renditions
        ],
    )


def rendition_body(
    text: str,
    chips: Sequence[tuple[int, int, str, str]],
    shown: Mapping[str, str],
    language: str,
    salt: bytes,
    *,
    turns: Sequence[Turn] = (),
) -> bytes:
    """Spell what people see of an asset; only a conversation has turns."""
    body: dict[str, object] = {
        "text": text,
        "chips": [
            {"start": start, "end": end, "kind": kind, "label": label}
            for start, end, kind, label in chips
        ],
        "shown": dict(shown),
        "language": language,
        "salt": salt.hex(),
    }
    if turns:
        body["turns"] = [turn.to_json() for turn in turns]
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def with_doubts(body: bytes, doubts: Sequence[Sequence[int | str]]) -> bytes:
    """Keep doubts with the body of what is held back; they never enter the work zone with it."""
    held = {**json.loads(body), "doubts": [list(row) for row in doubts]}
    return json.dumps(held, ensure_ascii=False, separators=(",", ":")).encode()


def mapped_labels(labels: Mapping[str, Any], alignment: Alignment) -> dict[str, Any] | None:
    """Move labels that came with an import to the rendition's offsets; None if there were none.

    A span that has no place there (any more) comes as an empty one.
    """
    parts = ("spans", "relations", "said", "choices", "unsure", "passed", "turns")
    if not any(labels.get(part) for part in parts):
        return None
    spans = []
    for start, end, *rest in labels["spans"]:
        try:
            mapped = alignment.to_rendition(start, end)
        except SpanOutsideTextError:
            mapped = Mapped(start=0, end=0)
        spans.append([mapped.start, mapped.end, *rest])
    return {**labels, "spans": spans}


def record_batch(
    kind: str,
    project: ProjectId,
    organization: OrganizationId,
    by: UserId,
    *,
    cleared: Sequence[tuple[str, str, str]],
    held: Sequence[str],
    policy: str,
) -> None:
    """Record what became of a batch: each clearance can be proven by its event."""
    audit.record(
        AuditEvent(
            kind=kind,
            organization=organization,
            project=project,
            actor=pseudonym(project, by),
            facts={
                "service": str(settings.SEALMARK_IDENTITY),
                "policy": policy,
                "cleared": [list(one) for one in cleared],
                "held": list(held),
            },
        )
    )
