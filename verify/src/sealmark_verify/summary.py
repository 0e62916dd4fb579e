"""The summary: what a verified bundle says, for people and for programs.

- It is filled from proven statements only, and holds pseudonyms, ids, numbers and words.
- It says plainly whether the log's key came from outside or was merely found in the bundle.
"""

# SPDX-License-Identifier: Apache-2.0
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import assert_never

from sealmark_verify.checkpoint import Checkpoint
from sealmark_verify.event import LoggedEvent
from sealmark_verify.keys import VerifierKey
from sealmark_verify.manifest import Manifest
from sealmark_verify.statement import LabelStatement, Version

_SHOWN = 20


class KeyTrust(Enum):
    """Where the key that proves the log comes from."""

    GIVEN = "given"
    VOUCHED = "vouched"
    FOUND = "found"

    @property
    def sentence(self) -> str:
        """What that means for the reader."""
        match self:
            case KeyTrust.GIVEN:
                return "given by you: the log is the one that you trust"
            case KeyTrust.VOUCHED:
                return "found in the bundle, which the key that you gave vouches for"
            case KeyTrust.FOUND:
                return (
                    "only FOUND IN THE BUNDLE: all parts fit each other, but anyone can make such "
                    "a bundle with a key of their own. Get the key line from the platform's owner "
                    "another way and verify with --key"
                )
            case _:  # pragma: no cover - the enum has no other member
                assert_never(self)


@dataclass(slots=True, kw_only=True)
class Tally:
    """Counts over the proven statements."""

    people: Counter[tuple[str, str]] = field(default_factory=Counter)
    guidelines: Counter[Version] = field(default_factory=Counter)
    ontologies: Counter[Version] = field(default_factory=Counter)
    policies: Counter[Version] = field(default_factory=Counter)
    steps: Counter[tuple[str, str]] = field(default_factory=Counter)
    verdicts: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    origins: Counter[str] = field(default_factory=Counter)
    first_at: str = ""
    last_at: str = ""

    def add(self, statement: LabelStatement) -> None:
        """Count one proven revision."""
        if statement.actor and statement.duty:
            self.people[statement.actor, statement.duty] += 1
        if statement.guideline:
            self.guidelines[statement.guideline] += 1
        if statement.ontology:
            self.ontologies[statement.ontology] += 1
        self.policies[statement.policy] += 1
        self.steps[statement.step, statement.decision] += 1
        self.outcomes[statement.criteria.outcome] += 1
        self.origins[statement.origin] += 1
        moment = statement.created_at
        self.first_at = min(self.first_at or moment, moment)
        self.last_at = max(self.last_at, moment)

    def add_verdict(self, event: LoggedEvent) -> None:
        """Count one proven decision that made no revision."""
        self.people[event.actor, "verdict"] += 1
        self.verdicts[event.word("verdict")] += 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Everything that a verified bundle proves, in short."""

    manifest: Manifest
    checkpoint: Checkpoint
    sealed_at_index: int
    sealed_checkpoint: Checkpoint
    trust: tuple[tuple[VerifierKey, KeyTrust], ...]
    tally: Tally

    def to_json(self) -> dict[str, object]:
        """Return the form that programs read."""
        return {
            "project": self.manifest.project,
            "export": self.manifest.export,
            "created_at": self.manifest.created_at,
            "data_format": self.manifest.data_format,
            "content": self.manifest.content,
            "counts": self.manifest.counts.to_json(),
            "people": [
                {"actor": actor, "duty": duty, "acts": count}
                for (actor, duty), count in sorted(self.tally.people.items())
            ],
            "guidelines": _versions(self.tally.guidelines),
            "ontologies": _versions(self.tally.ontologies),
            "policies": _versions(self.tally.policies),
            "steps": [
                {"step": step, "decision": decision, "revisions": count}
                for (step, decision), count in sorted(self.tally.steps.items())
            ],
            "verdicts": dict(sorted(self.tally.verdicts.items())),
            "outcomes": dict(sorted(self.tally.outcomes.items())),
            "origins": dict(sorted(self.tally.origins.items())),
            "log": {
                "origin": self.checkpoint.origin,
                "size": self.checkpoint.size,
                "root": self.checkpoint.root.hex(),
                "sealed_size": self.sealed_checkpoint.size,
                "sealed_root": self.sealed_checkpoint.root.hex(),
                "sealed_index": self.sealed_at_index,
            },
            "keys": [
                {
                    "kind": key.kind.title,
                    "id": key.key_id.hex(),
                    "fingerprint": key.fingerprint,
                    "trust": trust.value,
                }
                for key, trust in self.trust
            ],
        }

    def lines(self) -> Iterator[str]:
        """Yield the lines that people read."""
        counts = self.manifest.counts
        yield f"project     {self.manifest.project}"
        yield f"export      {self.manifest.export}, {self.manifest.created_at}"
        yield f"data        {self.manifest.data_format}, content: {self.manifest.content}"
        yield (
            f"labels      {counts.documents} label documents, {counts.revisions} revisions, "
            f"{counts.events} events, {self.tally.first_at} to {self.tally.last_at}"
        )
        yield from _listed("people", self._people())
        yield from _listed("guideline", _version_lines(self.tally.guidelines))
        yield from _listed("ontology", _version_lines(self.tally.ontologies))
        yield from _listed("policy", _version_lines(self.tally.policies))
        yield from _listed("steps", self._steps())
        yield from _listed("verdicts", _counted(self.tally.verdicts))
        yield from _listed("criteria", _counted(self.tally.outcomes))
        yield from _listed("origin", _counted(self.tally.origins))
        yield f"log         {self.checkpoint.origin}"
        yield f"            evidence: {_tree(self.checkpoint)}"
        yield f"            sealed:   {_tree(self.sealed_checkpoint)}, index {self.sealed_at_index}"
        for key, trust in self.trust:
            yield f"key         {key.kind.title} {key.key_id.hex()}, SHA-256 {key.fingerprint}"
            yield f"            {trust.sentence}"

    def _people(self) -> list[str]:
        return [f"{actor} ({duty}) x{n}" for (actor, duty), n in sorted(self.tally.people.items())]

    def _steps(self) -> list[str]:
        steps = sorted(self.tally.steps.items())
        return [f"{step}: {decision} x{n}" for (step, decision), n in steps]


def _versions(counted: Counter[Version]) -> list[dict[str, object]]:
    ordered = sorted(counted.items(), key=lambda item: (item[0].number, item[0].version))
    return [version.to_json() | {"revisions": count} for version, count in ordered]


def _version_lines(counted: Counter[Version]) -> list[str]:
    ordered = sorted(counted.items(), key=lambda item: (item[0].number, item[0].version))
    return [f"v{item.number} {item.version} ({item.digest[:16]}) x{n}" for item, n in ordered]


def _counted(words: Counter[str]) -> list[str]:
    return [f"{word} x{count}" for word, count in sorted(words.items())]


def _tree(checkpoint: Checkpoint) -> str:
    return f"size {checkpoint.size}, root {checkpoint.root.hex()}"


def _listed(title: str, entries: list[str]) -> Iterator[str]:
    for number, entry in enumerate(entries[:_SHOWN]):
        yield f"{title if number == 0 else '':<12}{entry}"
    if len(entries) > _SHOWN:
        yield f"{'':<12}... and {len(entries) - _SHOWN} more (all of them with --json)"
