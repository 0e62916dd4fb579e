"""Chains: the revisions of each document, in unbroken order, with every step that they claim.

- A number is taken once per document; revision n + 1 names revision n as its parent.
- A step that a revision claims is another proven revision of the same document and asset, with
  the same step, actor, duty, decision and time; or a proven verdict of the same person about the
  same asset.
- A verdict is about a revision that is proven too.
- What is referred to may come later in the log: what is still open at the end is refused.
- Memory is about 270 bytes per revision and 100 per verdict, whatever their size.
"""

# SPDX-License-Identifier: Apache-2.0
import hashlib
from dataclasses import dataclass
from uuid import UUID

from sealmark_verify.errors import ProofError
from sealmark_verify.event import LoggedEvent
from sealmark_verify.statement import LabelStatement, Step, step_of

_MARK_SIZE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class _Claim:
    """Something that must be proven by the end: a revision (with or without facts), a verdict."""

    claimant: str
    revision: bytes | None = None
    mark: bytes | None = None


class Chains:
    """Collects proven revisions and verdicts, and holds what they claim to account."""

    def __init__(self) -> None:
        """Begin with nothing proven."""
        self._revisions: dict[bytes, bytes] = {}
        self._places: set[bytes] = set()
        self._verdicts: set[bytes] = set()
        self._open: list[_Claim] = []
        self.documents = 0

    @property
    def revisions(self) -> int:
        """How many revisions were proven."""
        return len(self._revisions)

    def add_revision(self, statement: LabelStatement) -> None:
        """Take in a proven revision and check what it claims. Raises `ProofError`."""
        name = UUID(statement.revision).bytes
        place = UUID(statement.document).bytes + statement.number.to_bytes(8, "big")
        if name in self._revisions or place in self._places:
            raise ProofError("another revision has the same id, or the same number in its document")
        self._places.add(place)
        self.documents += statement.number == 1
        self._revisions[name] = _revision_mark(statement, step_of(statement))
        for step in statement.steps:
            self._claim(_claim_of(statement, step))

    def add_verdict(self, event: LoggedEvent) -> None:
        """Take in a proven event that decided about a revision. Raises `FormatError`."""
        self._verdicts.add(
            _mark("verdict", event.id, event.uuid("asset"), event.actor, event.word("verdict"))
        )
        self._claim(_Claim(claimant=event.id, revision=UUID(event.uuid("revision")).bytes))

    def finish(self) -> None:
        """Refuse when a claim has found no proof. Raises `ProofError`."""
        for claim in self._open:
            if not self._holds(claim):
                raise ProofError(
                    f"{claim.claimant} refers to a revision or a step that the evidence does not "
                    "hold, or tells otherwise"
                )

    def _claim(self, claim: _Claim) -> None:
        if not self._holds(claim):
            self._open.append(claim)

    def _holds(self, claim: _Claim) -> bool:
        if claim.revision is None:
            return claim.mark in self._verdicts
        found = self._revisions.get(claim.revision)
        return found is not None and claim.mark in {None, found}


def _claim_of(statement: LabelStatement, step: Step) -> _Claim:
    if step.revision is not None:
        return _Claim(
            claimant=statement.revision,
            revision=UUID(step.revision).bytes,
            mark=_revision_mark(statement, step),
        )
    facts = (step.event, statement.asset, step.actor, step.decision)
    return _Claim(claimant=statement.revision, mark=_mark("verdict", *facts))


def _revision_mark(statement: LabelStatement, step: Step) -> bytes:
    """Return a digest of what a step says about a revision of the statement's document."""
    place = (statement.asset, statement.document, str(step.number))
    return _mark(*place, step.step, step.duty, step.actor, step.decision, step.at)


def _mark(*facts: str | None) -> bytes:
    # Ids, words and times hold no line feed; what is absent is told apart from every word.
    return hashlib.sha256("\n".join(fact or "-" for fact in facts).encode()).digest()[:_MARK_SIZE]
