"""State where each revision comes from, in the transaction that makes it.

- A statement holds pseudonyms, ids, numbers and salted commitments; never content.
- Its digest is part of the audit event of the revision, so that the log commits to it.
- Steps before this one are told by the revisions they made, or by the event of a sending back.
"""

# SPDX-License-Identifier: Apache-2.0
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from uuid import UUID

from django.db import connection

from sealmark.annotations.domain import REVIEWED_BEFORE
from sealmark.annotations.services import Appended, NewRevision
from sealmark.audit import services as audit
from sealmark.audit.domain import AuditEvent, Fact, spell_time
from sealmark.audit.pseudonyms import pseudonym
from sealmark.kernel.ids import OrganizationId, ProjectId, UserId
from sealmark.workflow.events import Draw, MadeOn, RevisionMade
from sealmark_verify.canonical import canonical_json
from sealmark_verify.statement import Criteria, LabelStatement, Rendition, Step, Version

_ORIGINS = {
    "person": "human",
    "import": "import",
    "model": "model",
    "moved": "moved",
    "migration": "migration",
}

# A sending back stands right behind the revision that it judged, whatever the clocks said.
_EARLIER = """
SELECT 'revision', r.id, r.number, r.duty, r.author, r.outcome, r.created_at, r.origin,
       r.number AS place, 0 AS turn
FROM annotations_revision r WHERE r.project_id = %(project)s AND r.document_id = %(document)s
  AND r.number < %(number)s
UNION ALL
SELECT 'event', v.event_id, NULL, v.duty, v.reviewer, v.outcome, v.created_at, 'person',
       r.number, 1
FROM workflow_verdict v JOIN annotations_revision r
  ON r.project_id = v.project_id AND r.id = v.revision_id
WHERE v.project_id = %(project)s AND r.document_id = %(document)s AND v.event_id IS NOT NULL
ORDER BY place, turn
"""
_VERSION = {
    "ontology": "SELECT number, digest FROM ontology_version WHERE id = %s",
    "guideline": "SELECT number, digest FROM ontology_guideline_version WHERE id = %s",
    "policy": "SELECT number, digest FROM redaction_policy_version WHERE id = %s",
}
_INSERT = """
INSERT INTO provenance_statement (id, project_id, created_at, event_id, body, digest)
VALUES (%s, %s, %s, %s, %s, %s)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """How a revision stands in the log; `because`: what else it follows from, as facts."""

    kind: str
    policy_set: str
    because: Mapping[str, Fact] = field(default_factory=dict)


def state(made: RevisionMade) -> None:
    """Write the statement of a person's revision and record its event."""
    kind = "label.submitted" if made.new.made.duty == "label" else "review.concluded"
    entry = Entry(kind=kind, policy_set=made.policy_set, because=made.suggestions)
    state_revision(
        made.new,
        made.appended,
        made.rendition,
        organization=made.organization,
        draw=made.draw,
        entry=entry,
    )


def state_revision(
    new: NewRevision,
    appended: Appended,
    rendition: MadeOn,
    *,
    organization: OrganizationId,
    draw: Draw,
    entry: Entry,
) -> None:
    """Write the statement of a revision and record its event."""
    statement = _statement(new, appended, rendition, draw)
    body = canonical_json(statement.to_json())
    digest = hashlib.sha256(body).hexdigest()
    event = audit.record(
        AuditEvent(
            kind=entry.kind,
            organization=organization,
            project=new.project,
            actor=pseudonym(new.project, new.made.by),
            facts={
                "revision": str(appended.id),
                "statement": digest,
                "asset": str(new.asset),
                "task": str(new.made.task) if new.made.task else None,
                "outcome": new.made.outcome,
                "policies": entry.policy_set,
                **entry.because,
            },
        ),
        at=new.at,
    )
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, [appended.id, new.project, new.at, event, body, digest])


def _statement(
    new: NewRevision, appended: Appended, rendition: MadeOn, draw: Draw
) -> LabelStatement:
    step = new.made.duty or new.made.origin.value
    return LabelStatement(
        revision=str(appended.id),
        commitment=appended.commitment,
        project=str(new.project),
        asset=str(new.asset),
        document=str(new.document),
        number=new.number,
        parent=str(new.parent) if new.parent else None,
        task=str(new.made.task) if new.made.task else None,
        actor=str(pseudonym(new.project, new.made.by)),
        step=step,
        duty=step,
        decision=new.made.outcome,
        created_at=spell_time(new.at),
        ontology=_version("ontology", new.under.ontology),
        guideline=_version("guideline", new.under.guideline),
        policy=_version("policy", new.under.policy),
        rendition=Rendition(
            id=str(new.under.rendition),
            commitment=rendition.commitment,
            detectors=rendition.detectors,
        ),
        clearance=str(new.under.clearance),
        steps=_earlier(new) if new.number > 1 else (),
        criteria=Criteria(
            review_share=draw.share,
            seed_commitment=draw.seed_commitment,
            drawn=draw.drawn,
            outcome=_criteria_outcome(new, draw),
        ),
        origin=_ORIGINS[new.made.origin],
    )


def _criteria_outcome(new: NewRevision, draw: Draw) -> str:
    if new.made.duty == "review" or new.made.outcome in REVIEWED_BEFORE:
        return "met"
    return "review_pending" if draw.drawn else "met_without_review"


def _earlier(new: NewRevision) -> tuple[Step, ...]:
    with connection.cursor() as cursor:
        cursor.execute(
            _EARLIER,
            {"project": new.project, "document": new.document, "number": new.number},
        )
        rows = cursor.fetchall()
    return tuple(_step(new.project, row) for row in rows)


def _step(project: ProjectId, row: tuple) -> Step:  # type: ignore[type-arg] # a database row
    proof, identifier, number, duty, actor, outcome, at, origin = row[:8]
    name = duty or origin
    return Step(
        step=name,
        duty=name,
        actor=str(pseudonym(project, UserId(actor))),
        decision=outcome,
        at=spell_time(at),
        revision=str(identifier) if proof == "revision" else None,
        number=number,
        event=str(identifier) if proof == "event" else None,
    )


@lru_cache(maxsize=4096)
def _version(kind: str, version: UUID) -> Version:
    with connection.cursor() as cursor:
        cursor.execute(_VERSION[kind], [version])
        number, digest = cursor.fetchone()
    return Version(version=str(version), number=number, digest=digest)
