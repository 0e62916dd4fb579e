"""Detection: every detector of a policy over many texts, cheaply and without cutting anything.

- Rules see the whole text; a model sees overlapping windows, batched over all texts.
- A place outside the text, or of no length, means that a detector is broken: it refuses.
- The order of detectors does not matter to what is found, except that follow-ups come last.
"""

# SPDX-License-Identifier: Apache-2.0
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sealmark.modalities.text.windows import windows_over
from sealmark.redaction.domain import BatchDetector, Detector, Finding, FollowUpDetector
from sealmark.redaction.errors import DetectorBrokenError

WINDOW: Final = 4_000
OVERLAP: Final = 300
"""Code points of a model's window, and of what neighbours share."""


class Detection:
    """The detectors of one policy, ready to run."""

    def __init__(self, detectors: Sequence[Detector]) -> None:
        """Sort the detectors by how they run."""
        self._models = [d for d in detectors if isinstance(d, BatchDetector)]
        self._followers = [d for d in detectors if isinstance(d, FollowUpDetector)]
        special = {id(d) for d in (*self._models, *self._followers)}
        self._rules = [d for d in detectors if id(d) not in special]
        self.versions = tuple(f"{d.name}/{d.version}" for d in detectors)

    def first_pass(self, texts: Sequence[str], languages: Sequence[str]) -> list[list[Finding]]:
        """Return what rules and models find in each text."""
        found = [
            self.by_rules(text, language) for text, language in zip(texts, languages, strict=True)
        ]
        for model in self._models:
            for findings, more in zip(found, _by_model(model, texts, languages), strict=True):
                findings.extend(more)
        return found

    def by_rules(self, text: str, language: str) -> list[Finding]:
        """Return what the rules find: no model, no follow-ups."""
        found: list[Finding] = []
        for detector in self._rules:
            found.extend(_inside(detector.detect(text, language=language), len(text)))
        return found

    def follow_up(self, text: str, found: Sequence[Finding], language: str) -> list[Finding]:
        """Return what is found only because of `found`."""
        more: list[Finding] = []
        for detector in self._followers:
            new = detector.follow_up(text, [*found, *more], language=language)
            more.extend(_inside(new, len(text)))
        return more


def _by_model(
    model: BatchDetector, texts: Sequence[str], languages: Sequence[str]
) -> list[list[Finding]]:
    """Run a model over the windows of all texts, one batch per language."""
    found: list[list[Finding]] = [[] for _ in texts]
    batches: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for number, (text, language) in enumerate(zip(texts, languages, strict=True)):
        for window in windows_over(text, size=WINDOW, overlap=OVERLAP):
            piece = text[window.start : window.end]
            batches[language].append((number, window.start, piece))
    for language, batch in sorted(batches.items()):
        results = model.detect_many([piece for _, _, piece in batch], language=language)
        if len(results) != len(batch):
            raise DetectorBrokenError
        for (number, shift, piece), findings in zip(batch, results, strict=True):
            found[number].extend(_shifted(_inside(findings, len(piece)), shift))
    return found


def _shifted(findings: Sequence[Finding], by: int) -> Sequence[Finding]:
    if not by:
        return findings
    return [replace(f, start=f.start + by, end=f.end + by) for f in findings]


def _inside(findings: Sequence[Finding], length: int) -> Sequence[Finding]:
    if any(not 0 <= finding.start < finding.end <= length for finding in findings):
        raise DetectorBrokenError
    return findings
