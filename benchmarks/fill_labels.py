"""Fill a project with final labels, as the redactor: real keys and real sealing for every row.

- Nothing is copied: a value opens only where it was sealed, so each rendition, original and label
  body is sealed under a key of its own, and each label has its statement and its event in the log.
- What repeats is the text and its three spans. Labels are of the origin `import`: they need no
  person's lease, and their evidence is as large as anybody's.
"""

# SPDX-License-Identifier: Apache-2.0
import hashlib
import json
import os
import secrets
import sys
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import django

BATCH = 2_000
WORDS = (
    "patient reports pain fever cough since monday takes aspirin daily no allergy known follow up"
)
TEXT = " ".join([WORDS] * 3)
SPANS = [
    {"id": f"s{n}", "start": TEXT.index("aspirin") + n, "end": TEXT.index("aspirin") + 7 + n}
    for n in range(3)
]


def main(project: UUID, count: int, under: list[Any]) -> None:
    """Write `count` labels, a batch a transaction, under these versions (see `versions`)."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "sealmark.bootstrap.settings"
    django.setup()
    from sealmark.infra import scope
    from sealmark.kernel.ids import ProjectId

    for start in range(0, count, BATCH):
        with scope.project(ProjectId(project)):
            _Filler(ProjectId(project), under).batch(start, min(BATCH, count - start))
        if start % 100_000 == 0:
            print(f"  labeled {start:,} of {count:,}", flush=True)


def versions(project: UUID) -> list[Any]:
    """Return id, number and digest of what labels are made under, and where assets go; as web."""
    from django.db import connection

    from sealmark.infra import scope
    from sealmark.kernel.ids import ProjectId

    with scope.project(ProjectId(project)), connection.cursor() as cursor:
        cursor.execute(
            "SELECT o.id, o.number, o.digest, g.id, g.number, g.digest, p.id, p.number,"
            " p.digest, a.dataset_id, a.upload_id, p.created_by"
            " FROM ontology_version o, ontology_guideline_version g,"
            " redaction_policy_version p, assets_asset a"
            " ORDER BY o.number DESC, g.number DESC, p.number DESC LIMIT 1"
        )
        return [str(one) if isinstance(one, UUID) else one for one in cursor.fetchone()]


class _Filler:
    """One batch: the versions that it is made under, and where its rows go."""

    def __init__(self, project: Any, under: list[Any]) -> None:  # noqa: ANN401 - known after django.setup()
        from sealmark.infra import bulk
        from sealmark.tenancy import selectors as tenancy
        from sealmark.vault import runtime

        self.project = project
        self.insert = bulk.insert
        self.work, self.raw = runtime.work(), runtime.raw()
        self.organization = tenancy.organization_of(project)
        self.under = under

    def batch(self, start: int, count: int) -> None:
        """Write one batch."""
        now = datetime.now(UTC)
        ids = [{n: uuid4() for n in ("asset", "rendition", "document", "revision", "clearance")}
               for _ in range(count)]  # fmt: skip
        self._originals(ids, start, now)
        self._renditions(ids, now)
        self._labels(ids, now)

    def _rows(self, table: str, types: dict[str, str], now: datetime, rows: list[Any]) -> None:
        base = {"id": "uuid", "project_id": "uuid", "created_at": "timestamptz"}
        filled = [(row[0], self.project, now, *row[1:]) for row in rows]
        self.insert(table, base | types, filled)

    def _originals(self, ids: list[dict[str, UUID]], start: int, now: datetime) -> None:
        from sealmark.vault.domain import place
        from sealmark.vault.services import mark_raw

        dataset, upload = self.under[9], self.under[10]
        types = {"dataset_id": "uuid", "upload_id": "uuid", "ordinal": "bigint"}
        words = dict.fromkeys(("modality", "state", "reason", "tier", "language"), "text")
        rows = [(one["asset"], dataset, upload, 10 + start + n, "text", "ready", "", "low", "en")
                for n, one in enumerate(ids)]  # fmt: skip
        self._rows("assets_asset", types | words, now, rows)
        keys = self.raw.create_items(self.project, [one["asset"] for one in ids])
        parts = []
        for number, one in enumerate(ids):
            body = {"content": TEXT, "external_id": f"letter-{start + number}", "shown": {},
                    "subject": "", "hidden": {}}  # fmt: skip
            at = place("assets_original_part.body", self.project, one["asset"], 0)
            clear = mark_raw(json.dumps(body).encode())
            blob = self.raw.seal(self.project, keys[one["asset"]], clear, at).blob
            parts.append((uuid4(), one["asset"], 0, "text/plain", blob))
        types = {"asset_id": "uuid", "ordinal": "int", "media_type": "text", "body": "bytea"}
        self._rows("assets_original_part", types, now, parts)

    def _renditions(self, ids: list[dict[str, UUID]], now: datetime) -> None:
        from sealmark.vault.domain import place
        from sealmark.vault.services import declare_redacted, mark_raw

        policy, digest = self.under[6], hashlib.sha256(b"bench").hexdigest()
        types = {
            "asset_id": "uuid",
            "policy_version_id": "uuid",
            "number": "int",
            "hidden": "int",
            "risk_bp": "int",
            "detectors": "text",
            "commitment": "text",
        }
        rows = [(one["rendition"], one["asset"], policy, 1, 0, 0, digest, digest) for one in ids]
        self._rows("redaction_rendition", types, now, rows)
        clearances = [(one["clearance"], one["asset"], one["rendition"]) for one in ids]
        types = {"asset_id": "uuid", "rendition_id": "uuid"}
        self._rows("redaction_clearance", types, now, clearances)
        owned = {one["rendition"]: one["asset"] for one in ids}
        keys = self.work.create_items(self.project, owned)
        body = {"text": TEXT, "chips": [], "shown": {}, "language": "en", "salt": "00" * 32}
        clear = declare_redacted(mark_raw(b""), json.dumps(body).encode())
        parts = []
        for one in ids:
            at = place("redaction_rendition_part.body", self.project, one["rendition"], 0)
            blob = self.work.seal(self.project, keys[one["rendition"]], clear, at).blob
            parts.append((uuid4(), one["rendition"], 0, "text/plain", blob))
        types = {"rendition_id": "uuid", "ordinal": "int", "media_type": "text", "body": "bytea"}
        self._rows("redaction_rendition_part", types, now, parts)

    def _labels(self, ids: list[dict[str, UUID]], now: datetime) -> None:
        from sealmark.annotations.services import seal_body
        from sealmark.audit import services as audit
        from sealmark.audit.domain import AuditEvent
        from sealmark.audit.pseudonyms import pseudonym
        from sealmark.kernel.canonical import canonical_json
        from sealmark.kernel.ids import RevisionId, UserId
        from sealmark_verify.statement import commit

        ontology, guideline, policy = self.under[0:9:3]
        actor = UUID(self.under[11])
        types = {"asset_id": "uuid", "rendition_id": "uuid", "track": "text", "state": "text",
                 "number": "int", "current": "uuid"}  # fmt: skip
        rows = [(one["document"], one["asset"], one["rendition"], "main", "final", 1,
                 one["revision"]) for one in ids]  # fmt: skip
        self._rows("annotations_document", types, now, rows)
        owned = {one["document"]: one["asset"] for one in ids}
        keys = self.work.create_items(self.project, owned)
        spans = [{**span, "class_id": "drug", "attributes": {}} for span in SPANS]
        canonical = canonical_json({"spans": spans, "answers": []})
        who = pseudonym(self.project, UserId(actor))
        revisions, events, statements = [], [], []
        for one in ids:
            salt = secrets.token_bytes(32)
            commitment = commit(salt, canonical)
            body = seal_body(
                self.project,
                keys[one["document"]],
                RevisionId(one["revision"]),
                salt=salt,
                canonical=canonical,
            )
            revisions.append((one["revision"], one["document"], one["asset"], 1, "import", actor,
                              "imported", body, commitment, ontology, guideline, policy,
                              one["rendition"], one["clearance"]))  # fmt: skip
            statement = canonical_json(self._statement(one, commitment, who, now))
            digest = hashlib.sha256(statement).hexdigest()
            facts = {"revision": str(one["revision"]), "statement": digest,
                     "asset": str(one["asset"]), "task": None, "outcome": "imported",
                     "policies": digest}  # fmt: skip
            events.append(
                AuditEvent(
                    kind="label.imported",
                    organization=self.organization,
                    project=self.project,
                    actor=who,
                    facts=facts,
                )
            )
            statements.append((one["revision"], statement, digest))
        versions = ("ontology_version_id", "guideline_version_id", "policy_version_id")
        types = {"document_id": "uuid", "asset_id": "uuid", "number": "int", "origin": "text",
                 "author": "uuid", "outcome": "text", "body": "bytea", "commitment": "text",
                 **dict.fromkeys((*versions, "rendition_id", "clearance_id"), "uuid")}  # fmt: skip
        self._rows("annotations_revision", types, now, revisions)
        made = audit.record_many(events, at=now)
        told = [(row[0], event, *row[1:]) for row, event in zip(statements, made, strict=True)]
        types = {"event_id": "uuid", "body": "bytea", "digest": "text"}
        self._rows("provenance_statement", types, now, told)

    def _statement(
        self, one: dict[str, UUID], commitment: str, who: UUID, now: datetime
    ) -> dict[str, object]:
        from sealmark.audit.domain import spell_time
        from sealmark_verify.statement import Criteria, LabelStatement, Rendition, Version

        version = [
            Version(version=str(v), number=n, digest=d)
            for v, n, d in zip(*(self.under[at:9:3] for at in range(3)), strict=True)
        ]
        digest = hashlib.sha256(b"bench").hexdigest()
        return LabelStatement(
            revision=str(one["revision"]),
            commitment=commitment,
            project=str(self.project),
            asset=str(one["asset"]),
            document=str(one["document"]),
            number=1,
            parent=None,
            task=None,
            actor=str(who),
            step="import",
            duty="import",
            decision="imported",
            created_at=spell_time(now),
            ontology=version[0],
            guideline=version[1],
            policy=version[2],
            rendition=Rendition(id=str(one["rendition"]), commitment=digest, detectors=digest),
            clearance=str(one["clearance"]),
            steps=(),
            criteria=Criteria(
                review_share=None, seed_commitment=None, drawn=None, outcome="met_without_review"
            ),
            origin="import",
        ).to_json()


if __name__ == "__main__":
    main(UUID(sys.argv[1]), int(sys.argv[2]), json.loads(sys.argv[3]))
