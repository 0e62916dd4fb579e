"""Addresses are whole: what stands between and beside the parts that others found belongs to them.

- Between two found parts of an address only numbers, codes and capitalised words may stand, and
  not more than a line's worth; a sentence never does.
- A house number in front and a postcode behind are taken along.
"""

# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: RUF001 - patterns hold the dashes that people type
import re
from collections.abc import Sequence

from sealmark.redaction.detectors._rules import UPPER
from sealmark.redaction.domain import Detector, DetectorSetup, Finding

_PARTS = frozenset({"ADDRESS", "LOCATION", "POSTCODE"})
_SCORE = 0.7
_GAP = re.compile(
    rf"[\s,.;|/?*>•–-]*(?:(?:\d[\w/-]*|[{UPPER}][\w'’.-]*|#\w+|(?i:apt|suite|unit|flat|no|box|floor)\.?"
    r"|(?i:and|&|of|de|la|le|du|del|der|am|an|im|on|upon))[\s,.;|?*>•–-]{0,6}){0,6}"
)
_LONGEST_GAP = 40
_PLAIN_GAP = re.compile(r"[\s,.;|–-]*(?:and|&)?[\s,.;|–-]*")
_BEFORE = re.compile(r"(?:(?<![\w.,$€£:/-])\d{1,6}[A-Za-z]?(?:[-/]\d{1,5})?,?[ ]{1,2}){1,2}$")
_CORNER = re.compile(
    r"\b(?:the[ ])?(?:corner|cnr|intersection|junction) of (?:the )?$", re.IGNORECASE
)
_NAME = rf"(?:[{UPPER}][\w'’.-]*|\d{{1,5}}|de|la|le|du|del|der|van|di)(?![\w'’-])"
_NAMED = rf"{_NAME}(?:[ ]{_NAME}){{0,5}}"
_CROSSING = re.compile(
    r"(?i:\b(?:the[ ])?(?:corner|cnr|intersection|junction) of (?:the )?)"
    rf"{_NAMED} (?:and|&) {_NAMED}"
)
_AFTER = re.compile(
    r"(?:\s?\([A-Z][a-z]+\))?[ ,\n]{1,3}(?:[A-Z]{1,3}[ -])?(?:\d{3,6}(?:-\d{3,4})?|\d{3} \d{2,3})"
    r"(?![\w.,%]*\d)(?![%:/])"
)
_MILITARY = re.compile(r"[ ,\n]{1,3}[ADF]PO[ ,]{1,2}A[AEP][ ,]{1,2}\d{5}(?:-\d{4})?")
_LOOK_BACK = 34


class AddressBlocks:
    """The detector."""

    name = "address_blocks"
    version = "1"
    kinds = frozenset({"ADDRESS"})

    def detect(self, text: str, *, language: str) -> list[Finding]:  # noqa: ARG002 - needs findings
        """Return nothing: alone it has nothing to complete."""
        return []

    def follow_up(self, text: str, found: Sequence[Finding], *, language: str) -> list[Finding]:  # noqa: ARG002 - any language
        """Return the places that complete the addresses among `found`."""
        parts = sorted((f for f in found if f.kind in _PARTS), key=lambda f: (f.start, f.end))
        blocks = _blocks(text, parts)
        return [
            self._finding(start, end)
            for start, end in (_grown(text, block) for block in blocks)
            if start < end
        ]

    def _finding(self, start: int, end: int) -> Finding:
        return Finding(
            start=start,
            end=end,
            kind="ADDRESS",
            score=_SCORE,
            detector=self.name,
            version=self.version,
        )


def _blocks(text: str, parts: Sequence[Finding]) -> list[tuple[int, int]]:
    """Join neighbouring parts; a block without a street or box is no address."""
    blocks: list[list[Finding]] = []
    for part in parts:
        if blocks and _belongs(text, blocks[-1], part):
            blocks[-1].append(part)
        else:
            blocks.append([part])
    addresses = (block for block in blocks if any(part.kind == "ADDRESS" for part in block))
    found = [(block[0].start, max(part.end for part in block)) for block in addresses]
    return found + [match.span() for match in _CROSSING.finditer(text)]


def _belongs(text: str, block: Sequence[Finding], part: Finding) -> bool:
    end = max(found.end for found in block)
    if part.start <= end:
        return True
    gap = text[end : part.start]
    if len(gap) > _LONGEST_GAP or ("\n\n" in gap and gap.strip()):
        return False
    pattern = _GAP if "ADDRESS" in {block[-1].kind, part.kind} else _PLAIN_GAP
    return pattern.fullmatch(gap) is not None


def _grown(text: str, block: tuple[int, int]) -> tuple[int, int]:
    start, end = block
    lead = text[max(0, start - _LOOK_BACK) : start]
    number = _BEFORE.search(lead)
    if number:
        start -= len(lead) - number.start()
        lead = text[max(0, start - _LOOK_BACK) : start]
    corner = _CORNER.search(lead)
    if corner:
        start -= len(lead) - corner.start()
    tail = _MILITARY.match(text, end) or _AFTER.match(text, end)
    return start, tail.end() if tail else end


def build(setup: DetectorSetup) -> Detector:  # noqa: ARG001 - nothing to set up
    """Build the detector."""
    return AddressBlocks()
