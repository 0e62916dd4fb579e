"""Prepare: originals become renditions, cleared or held back. The redactor's main work.

- Read in one transaction, redact with none open, write in another: a batch of assets at a time.
- What is held back is sealed in the raw zone; only a cleared rendition enters the work zone.
- Rendition, clearance, tasks and their events are written together, or not at all.
"""

# SPDX-License-Identifier: Apache-2.0
import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from sealmark_verify.statement import SALT_SIZE, commit

from sealmark.audit import services as audit
from sealmark.audit.domain import AuditEvent
from sealmark.audit.pseudonyms import pseudonym
from sealmark.infra import bulk, scope
from sealmark.infra import events as bus
from sealmark.infra.jobs import Running
from sealmark.kernel.canonical import canonical_json
from sealmark.kernel.ids import (
    AssetId,
    ClearanceId,
    OrganizationId,
    PolicyVersionId,
    ProjectId,
    RenditionId,
    UserId,
    new_handle,
    new_uuid,
)
from sealmark.redaction import selectors
from sealmark.redaction.alignment import Alignment
from sealmark.redaction.errors import NoPolicyError
from sealmark.redaction.events import ClearedRendition, RenditionsCleared
from sealmark.redaction.models import PolicyVersion
from sealmark.redaction.outcome import Outcome, Source, State
from sealmark.redaction.pipeline import Redactor
from sealmark.redaction.policy_files import read_pack, read_policy
from sealmark.redaction.replacing import Secrets
from sealmark.redaction.sealing import (
    held_place,
    original_place,
    rendition_place,
    secret_map_place,
)
from sealmark.redaction.surrogate_rows import RealmSurrogates
from sealmark.tenancy import selectors as tenancy
from sealmark.vault import runtime
from sealmark.vault.domain import Clear, Raw, Sealed, StoredKey
from sealmark.vault.services import declare_redacted, mark_raw, reveal_raw

BATCH = 100

_READ = """
SELECT a.id, a.dataset_id, p.body, k.wrapped, k.epoch,
       (SELECT subject_id FROM assets_asset_subject s
        WHERE s.project_id = a.project_id AND s.asset_id = a.id LIMIT 1)
FROM assets_asset a
JOIN assets_original_part p ON p.project_id = a.project_id AND p.asset_id = a.id AND p.ordinal = 0
JOIN vault_raw_item_key k ON k.project_id = a.project_id AND k.id = a.id AND k.wrapped IS NOT NULL
WHERE a.project_id = %s AND a.upload_id = %s AND a.state = 'received'
ORDER BY a.ordinal LIMIT %s
"""
_TOTAL = "SELECT count(*) FROM assets_asset WHERE upload_id = %s AND state = 'received'"
_SETTLE = """
UPDATE assets_asset a SET state = v.state, reason = v.reason, tier = v.tier, language = v.language
FROM unnest(%s::uuid[], %s::text[], %s::text[], %s::text[], %s::text[])
    AS v (id, state, reason, tier, language)
WHERE a.project_id = %s AND a.id = v.id AND a.state = 'received'
"""


@dataclass(slots=True, kw_only=True)
class Original:
    """An original in the redactor's memory."""

    asset: AssetId
    realm: UUID
    subject: str
    clear: Clear[Raw]
    key: Any = field(repr=False)
    body: dict[str, Any] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What redaction made of an original, before it is written."""

    original: Original
    outcome: Outcome
    shown: Mapping[str, str] = field(repr=False)
    rendition: RenditionId
    salt: bytes = field(repr=False)

    def body(self) -> bytes:
        """Return what people see of it: text, chips, shown metadata, language."""
        return rendition_body(
            self.outcome.rendition_text,
            [(c.start, c.end, c.kind, c.text) for c in self.outcome.rendition_findings],
            self.shown,
            self.outcome.language,
            self.salt,
        )

    def commitment(self) -> str:
        """Return the salted commitment to the text that people see."""
        return commit(self.salt, self.outcome.rendition_text.encode())


def prepare(job: Running) -> None:
    """Redact every received asset of the upload that the job is about."""
    with scope.project(job.project):
        version = selectors.policy_in_force(job.project)
        if version is None:
            raise NoPolicyError
        organization = tenancy.organization_of(job.project)
        with connection.cursor() as cursor:
            cursor.execute(_TOTAL, [job.subject])
            (left,) = cursor.fetchone()
        job.advance(total=job.rows_through() + left)
        preparer = _Preparer(job=job, version=version, organization=organization)
    while preparer.batch():
        pass


class _Preparer:
    """One run of preparing, under one policy version."""

    def __init__(
        self, *, job: Running, version: PolicyVersion, organization: OrganizationId
    ) -> None:
        self._job = job
        self._project = job.project
        self._version = version
        self._organization = organization
        key = runtime.raw().matching_key(job.project, "surrogate")
        self._surrogates = RealmSurrogates(job.project, key)
        yaml = selectors.policy_yaml(version)
        self._redactor = _redactor(yaml, key).with_table(self._surrogates)
        self._detectors = hashlib.sha256(
            canonical_json(list(self._redactor.redactor.versions))
        ).hexdigest()

    def batch(self) -> bool:
        """Prepare one batch; False when nothing is left."""
        with scope.project(self._project):
            originals = _read(self._project, self._job.subject)
            self._surrogates.load({original.realm for original in originals})
        if not originals:
            return False
        prepared = self._redact(originals)
        with scope.project(self._project):
            write(
                self._project,
                prepared,
                version=self._version,
                detectors=self._detectors,
                organization=self._organization,
                by=self._job.started_by,
                now=self._job.clock.now(),
            )
            self._surrogates.save(self._job.clock.now())
            held = sum(one.outcome.state is State.QUARANTINED for one in prepared)
            self._job.advance(done=len(prepared), problems=held)
        return True

    def _redact(self, originals: Sequence[Original]) -> list[Prepared]:
        prepared: list[Prepared] = []
        for realm in dict.fromkeys(original.realm for original in originals):
            self._surrogates.enter(realm)
            group = [original for original in originals if original.realm == realm]
            prepared.extend(self._redact_group(group))
        return prepared

    def _redact_group(self, group: Sequence[Original]) -> list[Prepared]:
        sources = [Source(text=one.body["content"], subject=one.subject) for one in group]
        outcomes = self._redactor.redactor.redact_many(sources)
        return [
            Prepared(
                original=one,
                outcome=outcome,
                shown=self._shown(one),
                rendition=RenditionId(new_handle()),
                salt=secrets.token_bytes(SALT_SIZE),
            )
            for one, outcome in zip(group, outcomes, strict=True)
        ]

    def _shown(self, original: Original) -> dict[str, str]:
        """Redact metadata that people are to see, by the same policy; what is in doubt is left out."""
        shown: dict[str, str] = {}
        for name, value in original.body["shown"].items():
            outcome = self._redactor.redactor.redact(Source(text=value, subject=original.subject))
            shown[name] = outcome.rendition_text
        return shown


@dataclass(slots=True)
class _Loaded:
    """A redactor whose surrogate table can be exchanged: loading its model takes seconds."""

    redactor: Redactor
    table: "_Exchangeable"

    def with_table(self, table: RealmSurrogates) -> "_Loaded":
        self.table.inner = table
        return self


class _Exchangeable:
    """Hands claims on to the table of the run that uses the redactor now."""

    inner: RealmSurrogates

    def claim(self, *, kind: str, tag: bytes, candidates: Any) -> str:  # noqa: ANN401 - see the protocol
        return self.inner.claim(kind=kind, tag=tag, candidates=candidates)


@lru_cache(maxsize=4)
def _redactor(yaml: str, key: bytes) -> _Loaded:
    table = _Exchangeable()
    redactor = Redactor(read_policy(yaml), Secrets(key=key, table=table))
    return _Loaded(redactor=redactor, table=table)


def _read(project: ProjectId, upload: UUID) -> list[Original]:
    with connection.cursor() as cursor:
        cursor.execute(_READ, [project, upload, BATCH])
        rows = cursor.fetchall()
    keys = runtime.raw().unwrap_items(
        project,
        {row[0]: StoredKey(wrapped=bytes(row[3]), epoch=row[4]) for row in rows},
    )
    originals = []
    for asset, dataset, blob, _, _, subject in rows:
        sealed = Sealed(zone=Raw, blob=bytes(blob))
        clear = runtime.raw().open(project, keys[asset], sealed, original_place(project, asset))
        originals.append(
            Original(
                asset=AssetId(asset),
                realm=subject or dataset,
                subject=str(subject or ""),
                clear=clear,
                key=keys[asset],
                body=json.loads(reveal_raw(clear)),
            )
        )
    return originals


def write(  # noqa: PLR0913 - a batch's facts, each named
    project: ProjectId,
    prepared: Sequence[Prepared],
    *,
    version: PolicyVersion,
    detectors: str,
    organization: OrganizationId,
    by: UserId,
    now: datetime,
) -> None:
    """Write a batch: renditions, secret maps, what is held, what is cleared, tasks and events."""
    _write_renditions(project, prepared, version, detectors, now)
    _write_secret_maps(project, prepared, now)
    _settle(project, prepared)
    held = [one for one in prepared if one.outcome.state is State.QUARANTINED]
    _write_held(project, held, now)
    ready = [one for one in prepared if one.outcome.state is State.READY]
    clear_renditions(
        project,
        [
            (one.original.asset, one.rendition, declare_redacted(one.original.clear, one.body()))
            for one in ready
        ],
        decision=None,
        now=now,
    )
    cleared = [
        ClearedRendition(
            asset=one.original.asset,
            rendition=one.rendition,
            clearance=clearance_of(one.rendition),
            policy=PolicyVersionId(version.id),
            length=len(one.outcome.rendition_text),
            labels=mapped_labels(one.original.body["labels"], one.outcome.alignment),
        )
        for one in ready
    ]
    record_batch(
        "renditions.prepared",
        project,
        organization,
        by,
        cleared=[(str(one.asset), str(one.rendition), str(one.clearance)) for one in cleared],
        held=[str(one.original.asset) for one in held],
        policy=str(version.id),
    )
    bus.publish(
        RenditionsCleared(
            project=project, organization=organization, by=by, cleared=cleared, at=now
        )
    )


def clearance_of(rendition: RenditionId) -> ClearanceId:
    """A rendition is cleared at most once: its clearance carries an id derived from its own."""
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
            "id": "uuid",
            "project_id": "uuid",
            "created_at": "timestamptz",
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
            "id": "uuid",
            "project_id": "uuid",
            "created_at": "timestamptz",
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
) -> bytes:
    """Spell what people see of an asset."""
    body = {
        "text": text,
        "chips": [
            {"start": start, "end": end, "kind": kind, "label": label}
            for start, end, kind, label in chips
        ],
        "shown": dict(shown),
        "language": language,
        "salt": salt.hex(),
    }
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def mapped_labels(labels: Mapping[str, Any], alignment: Alignment) -> dict[str, Any] | None:
    """Move labels that came with an import to the rendition's offsets; None if there were none."""
    if not labels["spans"] and not labels["choices"]:
        return None
    spans = []
    for start, end, name in labels["spans"]:
        mapped = alignment.to_rendition(start, end)
        spans.append([mapped.start, mapped.end, name])
    return {"spans": spans, "choices": labels["choices"], "origin": labels["origin"]}


def record_batch(  # noqa: PLR0913 - an event's facts
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


def _write_renditions(
    project: ProjectId,
    prepared: Sequence[Prepared],
    version: PolicyVersion,
    detectors: str,
    now: datetime,
) -> None:
    bulk.insert(
        "redaction_rendition",
        {
            "id": "uuid",
            "project_id": "uuid",
            "created_at": "timestamptz",
            "asset_id": "uuid",
            "policy_version_id": "uuid",
            "number": "int",
            "hidden": "int",
            "risk_bp": "int",
            "detectors": "text",
            "commitment": "text",
        },
        [
            (
                one.rendition,
                project,
                now,
                one.original.asset,
                version.id,
                1,
                len(one.outcome.findings),
                one.outcome.risk_bp,
                detectors,
                one.commitment(),
            )
            for one in prepared
        ],
    )
    counts = []
    for one in prepared:
        kinds: dict[str, int] = {}
        for finding in one.outcome.findings:
            kinds[finding.kind] = kinds.get(finding.kind, 0) + 1
        counts += [(new_uuid(), project, now, one.rendition, kind, n) for kind, n in kinds.items()]
    bulk.insert(
        "redaction_kind_count",
        {
            "id": "uuid",
            "project_id": "uuid",
            "created_at": "timestamptz",
            "rendition_id": "uuid",
            "kind": "text",
            "count": "int",
        },
        counts,
    )


def _write_secret_maps(project: ProjectId, prepared: Sequence[Prepared], now: datetime) -> None:
    rows = []
    for one in prepared:
        body = secret_map(one.outcome)
        at = secret_map_place(project, one.rendition)
        sealed = runtime.raw().seal(project, one.original.key, mark_raw(body), at)
        rows.append((one.rendition, project, now, one.original.asset, sealed.blob))
    bulk.insert(
        "redaction_secret_map",
        {
            "id": "uuid",
            "project_id": "uuid",
            "created_at": "timestamptz",
            "asset_id": "uuid",
            "body": "bytea",
        },
        rows,
    )


def secret_map(outcome: Outcome) -> bytes:
    """Spell what leads from a rendition back to its original: alignment and findings."""
    alignment = outcome.alignment
    body = {
        "rows": alignment.rows(),
        "lengths": [alignment.rendition_length, alignment.original_length],
        "findings": [
            [f.start, f.end, f.kind, round(f.score * 10_000), f.detector, f.version]
            for f in outcome.findings
        ],
    }
    return json.dumps(body, separators=(",", ":")).encode()


def _write_held(project: ProjectId, held: Sequence[Prepared], now: datetime) -> None:
    rows = []
    for one in held:
        at = held_place(project, one.rendition)
        sealed = runtime.raw().seal(project, one.original.key, mark_raw(one.body()), at)
        rows.append((new_uuid(), project, now, one.rendition, 0, sealed.blob))
    bulk.insert(
        "redaction_held_part",
        {
            "id": "uuid",
            "project_id": "uuid",
            "created_at": "timestamptz",
            "rendition_id": "uuid",
            "ordinal": "int",
            "body": "bytea",
        },
        rows,
    )


def _settle(project: ProjectId, prepared: Sequence[Prepared]) -> None:
    outcomes = [one.outcome for one in prepared]
    with connection.cursor() as cursor:
        cursor.execute(
            _SETTLE,
            [
                [one.original.asset for one in prepared],
                [str(outcome.state) for outcome in outcomes],
                [" ".join(outcome.reasons) for outcome in outcomes],
                [outcome.tier for outcome in outcomes],
                [outcome.language for outcome in outcomes],
                project,
            ],
        )


def load_model() -> None:
    """Load what the strictest pack needs, so that the first text does not wait for it."""
    Redactor(read_pack("hipaa"), Secrets(key=bytes(32), table=_Exchangeable()))
