"""Statements: where one label revision comes from, as an in-toto Statement v1.

- The subject is the revision; its digest is a salted commitment to the label document, so that a
  statement says nothing about short or guessable content once the salt is destroyed.
- The predicate answers five questions: who, when, under which guideline, through which review
  steps, and whether the quality criteria were met. It holds ids, numbers, words and digests only.
- Exactly these members, in exactly these forms: `parse_statement(s.to_json()) == s`.
- Revision 1 of a document has no parent, every other has one; `steps` names each earlier
  revision of the document in order, and what reviewers decided in between.
- What no person made meets no criterion by itself: it is as reviewed as the revision before it.
"""

# SPDX-License-Identifier: Apache-2.0
import hashlib
from dataclasses import dataclass

from sealmark_verify.canonical import canonical_json
from sealmark_verify.errors import FormatError
from sealmark_verify.fields import Fields

STATEMENT_TYPE = "https://in-toto.io/Statement/v1"
PREDICATE_TYPE = "https://sealmark.dev/provenance/label/v1"
SALT_SIZE = 32
FULL_SHARE = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A numbered, immutable version of an ontology, a guideline or a policy."""

    version: str
    number: int
    digest: str

    def to_json(self) -> dict[str, object]:
        """Return the JSON form."""
        return {"version": self.version, "number": self.number, "digest": self.digest}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendition:
    """The redacted text that the person saw, and what found the secrets in it."""

    id: str
    commitment: str
    detectors: str

    def to_json(self) -> dict[str, object]:
        """Return the JSON form."""
        return {"id": self.id, "commitment": self.commitment, "detectors": self.detectors}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """An earlier act on the same document: proven by the revision it made, or by its event.

    `actor` is a project pseudonym; an import has neither actor nor duty.
    """

    step: str
    duty: str | None
    actor: str | None
    decision: str
    at: str
    revision: str | None = None
    number: int | None = None
    event: str | None = None

    def to_json(self) -> dict[str, object]:
        """Return the JSON form."""
        return {
            "step": self.step,
            "duty": self.duty,
            "actor": self.actor,
            "decision": self.decision,
            "at": self.at,
            "revision": self.revision,
            "number": self.number,
            "event": self.event,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Criteria:
    """The quality rule that applied: share in basis points, the seed's commitment, the draw."""

    review_share: int | None
    seed_commitment: str | None
    drawn: bool | None
    outcome: str

    def to_json(self) -> dict[str, object]:
        """Return the JSON form."""
        return {
            "review_share": self.review_share,
            "seed_commitment": self.seed_commitment,
            "drawn": self.drawn,
            "outcome": self.outcome,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelStatement:
    """The provenance of one label revision."""

    revision: str
    commitment: str
    project: str
    asset: str
    document: str
    number: int
    parent: str | None
    task: str | None
    actor: str | None
    step: str
    duty: str | None
    decision: str
    created_at: str
    ontology: Version | None
    guideline: Version | None
    policy: Version
    rendition: Rendition
    clearance: str
    steps: tuple[Step, ...]
    criteria: Criteria
    origin: str

    def to_json(self) -> dict[str, object]:
        """Return the in-toto Statement v1."""
        predicate: dict[str, object] = {
            "revision": self.revision,
            "project": self.project,
            "asset": self.asset,
            "document": self.document,
            "number": self.number,
            "parent": self.parent,
            "task": self.task,
            "actor": self.actor,
            "step": self.step,
            "duty": self.duty,
            "decision": self.decision,
            "created_at": self.created_at,
            "ontology": self.ontology.to_json() if self.ontology else None,
            "guideline": self.guideline.to_json() if self.guideline else None,
            "policy": self.policy.to_json(),
            "rendition": self.rendition.to_json(),
            "clearance": self.clearance,
            "steps": [step.to_json() for step in self.steps],
            "criteria": self.criteria.to_json(),
            "origin": self.origin,
        }
        subject = {"name": f"revision:{self.revision}", "digest": {"sha256": self.commitment}}
        return {
            "_type": STATEMENT_TYPE,
            "subject": [subject],
            "predicateType": PREDICATE_TYPE,
            "predicate": predicate,
        }


def step_of(statement: LabelStatement) -> Step:
    """Return how later revisions of the document name this one in their `steps`."""
    return Step(
        step=statement.step,
        duty=statement.duty,
        actor=statement.actor,
        decision=statement.decision,
        at=statement.created_at,
        revision=statement.revision,
        number=statement.number,
    )


def commit(salt: bytes, document: bytes) -> str:
    """Return the salted commitment to a label document, given as canonical JSON, in hex."""
    if len(salt) != SALT_SIZE:
        raise FormatError(f"a salt does not have {SALT_SIZE} bytes")
    return hashlib.sha256(salt + document).hexdigest()


def statement_digest(statement: LabelStatement) -> str:
    """Return what the audit event of the revision carries as `statement`: SHA-256 in hex."""
    return hashlib.sha256(canonical_json(statement.to_json())).hexdigest()


def parse_statement(value: object) -> LabelStatement:
    """Read a statement. Raises `FormatError` for anything missing, unknown or malformed."""
    outer = Fields(value, "_type", "subject", "predicateType", "predicate")
    if (outer.text("_type"), outer.text("predicateType")) != (STATEMENT_TYPE, PREDICATE_TYPE):
        raise FormatError("the statement is not of the type that this version reads")
    subjects = outer.items("subject")
    if len(subjects) != 1:
        raise FormatError("the statement does not have exactly one subject")
    subject = Fields(subjects[0], "name", "digest")
    statement = _parse_predicate(
        Fields(outer.raw("predicate"), *_MEMBERS),
        Fields(subject.raw("digest"), "sha256").digest("sha256"),
    )
    if subject.text("name") != f"revision:{statement.revision}":
        raise FormatError("the subject is not the revision of the predicate")
    _refuse_broken_chain(statement)
    _refuse_unearned(statement)
    return statement


_MEMBERS = (
    *("revision", "project", "asset", "document", "number", "parent", "task", "actor", "step"),
    *("duty", "decision", "created_at", "ontology", "guideline", "policy", "rendition"),
    *("clearance", "steps", "criteria", "origin"),
)
_HUMAN = "human"
_ORIGINS = frozenset({_HUMAN, "import", "model", "moved", "migration"})
_GOES_ON = frozenset({"moved", "migration"})
_REVIEWED_BEFORE = frozenset({"moved_reviewed", "followed_reviewed"})
_NEEDED_OF_PEOPLE = ("actor", "duty", "task", "ontology", "guideline")


def _parse_predicate(fields: Fields, commitment: str) -> LabelStatement:
    origin = fields.one_of("origin", _ORIGINS)
    if origin == _HUMAN and any(fields.absent(name) for name in _NEEDED_OF_PEOPLE):
        raise FormatError(f"a person's revision lacks one of {', '.join(_NEEDED_OF_PEOPLE)}")
    return LabelStatement(
        commitment=commitment,
        revision=fields.uuid("revision"),
        project=fields.uuid("project"),
        asset=fields.uuid("asset"),
        document=fields.uuid("document"),
        number=fields.count("number", least=1),
        parent=None if fields.absent("parent") else fields.uuid("parent"),
        task=None if fields.absent("task") else fields.uuid("task"),
        actor=None if fields.absent("actor") else fields.uuid("actor"),
        step=fields.word("step"),
        duty=None if fields.absent("duty") else fields.word("duty"),
        decision=fields.word("decision"),
        created_at=fields.time("created_at"),
        ontology=None if fields.absent("ontology") else _parse_version(fields.raw("ontology")),
        guideline=None if fields.absent("guideline") else _parse_version(fields.raw("guideline")),
        policy=_parse_version(fields.raw("policy")),
        rendition=_parse_rendition(fields.raw("rendition")),
        clearance=fields.uuid("clearance"),
        steps=tuple(_parse_step(item) for item in fields.items("steps")),
        criteria=_parse_criteria(fields.raw("criteria")),
        origin=origin,
    )


def _parse_version(value: object) -> Version:
    fields = Fields(value, "version", "number", "digest")
    return Version(
        version=fields.uuid("version"),
        number=fields.count("number", least=1),
        digest=fields.digest("digest"),
    )


def _parse_rendition(value: object) -> Rendition:
    fields = Fields(value, "id", "commitment", "detectors")
    return Rendition(
        id=fields.uuid("id"),
        commitment=fields.digest("commitment"),
        detectors=fields.digest("detectors"),
    )


def _parse_step(value: object) -> Step:
    fields = Fields(value, "step", "duty", "actor", "decision", "at", "revision", "number", "event")
    by_event = fields.absent("revision")
    if fields.absent("number") is not by_event or fields.absent("event") is by_event:
        raise FormatError("a step is proven by a revision with its number, or else by an event")
    return Step(
        step=fields.word("step"),
        duty=None if fields.absent("duty") else fields.word("duty"),
        actor=None if fields.absent("actor") else fields.uuid("actor"),
        decision=fields.word("decision"),
        at=fields.time("at"),
        revision=None if by_event else fields.uuid("revision"),
        number=None if by_event else fields.count("number", least=1),
        event=fields.uuid("event") if by_event else None,
    )


def _parse_criteria(value: object) -> Criteria:
    fields = Fields(value, "review_share", "seed_commitment", "drawn", "outcome")
    share = None if fields.absent("review_share") else fields.count("review_share")
    if share is not None and share > FULL_SHARE:
        raise FormatError(f"review_share is more than {FULL_SHARE} basis points")
    return Criteria(
        review_share=share,
        seed_commitment=(
            None if fields.absent("seed_commitment") else fields.digest("seed_commitment")
        ),
        drawn=None if fields.absent("drawn") else fields.flag("drawn"),
        outcome=fields.word("outcome"),
    )


def _refuse_broken_chain(statement: LabelStatement) -> None:
    if (statement.number == 1) is not (statement.parent is None):
        raise FormatError("revision 1 has no parent, and every other revision has one")
    made = [step for step in statement.steps if step.revision is not None]
    if [step.number for step in made] != list(range(1, statement.number)):
        raise FormatError("the steps do not name every earlier revision, in order")
    if made and made[-1].revision != statement.parent:
        raise FormatError("the last revision in the steps is not the parent")


def _refuse_unearned(statement: LabelStatement) -> None:
    """Refuse a moved or migrated revision that claims a review which the one before it had not."""
    if statement.origin not in _GOES_ON or statement.criteria.outcome != "met":
        return
    made = [step for step in statement.steps if step.revision is not None]
    before = made[-1] if made else None
    if before is None or not (before.duty == "review" or before.decision in _REVIEWED_BEFORE):
        raise FormatError("the revision claims a review that none before it went through")
