"""What was made of an asset before: its renditions, how they lie on the original, what was asked.

- Places that people had hidden lie in the original, so that they outlive every policy version.
- What a rendition hid stays hidden in the next one under the same version, whatever a newer
  detector thinks; under another version, only what people said.
"""

# SPDX-License-Identifier: Apache-2.0
import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any
from uuid import UUID

from sealmark.kernel.ids import ProjectId
from sealmark.modalities.text.same_words import same_words
from sealmark.redaction.alignment import Alignment, alignment_of
from sealmark.redaction.domain import Finding
from sealmark.redaction.models import SecretMap
from sealmark.redaction.pipeline import PERSON
from sealmark.redaction.sealing import secret_map_place
from sealmark.vault import runtime
from sealmark.vault.domain import DataKey, Raw, Sealed
from sealmark.vault.services import reveal_raw


@dataclass(frozen=True, slots=True, kw_only=True)
class Forced:
    """A place of the original that somebody said must be hidden; `source` names the act."""

    start: int
    end: int
    kind: str
    source: str

    def finding(self) -> Finding:
        """Return it as the pipeline takes it."""
        return Finding(
            start=self.start,
            end=self.end,
            kind=self.kind,
            score=1.0,
            detector=PERSON,
            version=self.source,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretOf:
    """The opened secret map of a rendition: how it lies on its original."""

    alignment: Alignment
    findings: tuple[Finding, ...]
    forced: tuple[Forced, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What the next rendition of an asset must know of those before.

    `held_as` is a reason to hold it back, whatever the policy says; a word, or empty.
    """

    number: int = 0
    forced: tuple[Forced, ...] = ()
    known: tuple[Finding, ...] = ()
    labeled_on: "LabeledOn | None" = None
    held_as: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabeledOn:
    """The rendition that people last worked on, and its alignment."""

    rendition: UUID
    alignment: Alignment = field(repr=False)


NOTHING = Past()
MOST_SAME = 1_000


def everywhere(text: str, places: Iterable[Forced]) -> tuple[Forced, ...]:
    """Return places of a text with every other place where the same words stand.

    What is too short to be anybody's words is hidden only where it was pointed at.
    """
    found: list[Forced] = []
    for place in places:
        found.append(place)
        same = same_words(text[place.start : place.end])
        if same is not None:
            matches = islice(same.finditer(text), MOST_SAME)
            found += [replace(place, start=m.start(), end=m.end()) for m in matches]
    return tuple(dict.fromkeys(found))


def words_hidden(text: str, forced: Iterable[Forced]) -> tuple[tuple[str | None, str], ...]:
    """Return the words that people had hidden, each once, with their kind; redactor only.

    Whoever had a text hidden as a whole meant everything that is said of it: that is None.
    """
    everything = text.strip()
    found = [(text[one.start : one.end].strip(), one.kind) for one in forced]
    return tuple(
        dict.fromkeys((None if words == everything else words, kind) for words, kind in found)
    )


def open_secret(project: ProjectId, rendition: UUID, key: DataKey) -> SecretOf:
    """Open what leads from a rendition back to its original; redactor only."""
    row = SecretMap.objects.get(project_id=project, id=rendition)
    at = secret_map_place(project, rendition)
    sealed = Sealed(zone=Raw, blob=bytes(row.body))
    body: dict[str, Any] = json.loads(reveal_raw(runtime.raw().open(project, key, sealed, at)))
    alignment = alignment_of(
        [tuple(one) for one in body["rows"]],
        rendition_length=body["lengths"][0],
        original_length=body["lengths"][1],
    )
    findings = tuple(_finding(row) for row in body["findings"])
    forced = tuple(
        Forced(start=start, end=end, kind=kind, source=source)
        for start, end, kind, source in body.get("forced", _unexplained(alignment, findings))
    )
    return SecretOf(alignment=alignment, findings=findings, forced=forced)


def _unexplained(
    alignment: Alignment, findings: Iterable[Finding]
) -> list[tuple[int, int, str, str]]:
    """Return what a rendition of the first release hides by a steward's hand: no detector did."""
    found = {(finding.start, finding.end) for finding in findings}
    return [
        (r.original_start, r.original_end, "OTHER", "steward")
        for r in alignment.replaced
        if (r.original_start, r.original_end) not in found
    ]


def _finding(row: list[Any]) -> Finding:
    start, end, kind, score_bp, detector, version = row
    return Finding(
        start=start,
        end=end,
        kind=kind,
        score=score_bp / 10_000,
        detector=detector,
        version=version,
    )
