"""Merging: many detectors, overlapping findings, one list of places that will be hidden.

- The place is the union: what any detector would hide is hidden.
- The kind is that of the finding with the highest rank, sure ones (0.6 and above) before others,
  then by score, then by length; ties go to the first in the alphabet. The order of the findings
  does not matter.
- Neighbours of a kind that reads as one (a name, a place) with one space between become one.
- Space, punctuation and a possessive ending at the edges are left out.
"""

# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: RUF001 - patterns hold the quotes and dashes that people type
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from sealmark.redaction.domain import Finding

# From vague to unmistakable. Kinds of a policy's own dictionaries and patterns rank above all.
_RANKS = {
    kind: rank
    for rank, kind in enumerate(
        (
            *("TIME", "YEAR", "WEEKDAY", "ID", "LOCATION", "ORGANIZATION", "NAME"),
            *(
                "POSTCODE",
                "AGE",
                "DATE",
                "ADDRESS",
                "USERNAME",
                "BIOMETRIC",
                "PHOTO",
                "DEVICE",
                "VEHICLE",
            ),
            *("ACCOUNT", "LICENSE", "NATIONAL_ID", "PASSPORT", "PHONE", "HEALTH_PLAN", "MRN"),
            *("FAX", "IP", "URL", "EMAIL", "CREDIT_CARD_EXPIRY", "CREDIT_CARD_CODE"),
            *("CREDIT_CARD", "IBAN", "SSN", "CRYPTO", "PASSWORD"),
        )
    )
}
_OWN_RANK = len(_RANKS)
_SURE = 0.6
_READS_AS_ONE = frozenset({"NAME", "LOCATION", "ORGANIZATION", "ADDRESS"})
_EDGES = " \t\n\r\f\v\u00a0,;:.!?\"'“”‘’"

_POSSESSIVES = ("'s", "’s")


def merged(text: str, findings: Iterable[Finding], *, own_kinds: frozenset[str]) -> list[Finding]:
    """Return findings that do not overlap, in order; `own_kinds` are the policy's own."""

    def strength(finding: Finding) -> tuple[bool, int, float, int]:
        rank = _OWN_RANK if finding.kind in own_kinds else _RANKS.get(finding.kind, -1)
        return finding.score >= _SURE, rank, finding.score, finding.end - finding.start

    ordered = sorted(findings, key=lambda f: (f.start, -f.end, f.kind, f.detector))
    found: list[Finding] = []
    for finding in ordered:
        if found and _joins(text, found[-1], finding):
            found[-1] = _union(found[-1], finding, strength)
        else:
            found.append(finding)
    trimmed = (_trimmed(text, finding) for finding in found)
    return [finding for finding in trimmed if finding.start < finding.end]


def covering(hidden: Sequence[Finding], forced: Iterable[Finding]) -> list[Finding]:
    """Return `hidden` widened so that each forced place is covered whole, edges and all.

    What covers a forced place is told as found by whoever forced it.
    """
    asked = set(forced)
    if not asked:
        return list(hidden)
    widened: list[Finding] = []
    for finding in sorted({*hidden, *asked}, key=lambda f: (f.start, -f.end, f not in asked)):
        if widened and finding.start < widened[-1].end:
            last = widened[-1]
            by = finding if finding in asked else last
            end = max(last.end, finding.end)
            widened[-1] = replace(last, end=end, detector=by.detector, version=by.version)
        else:
            widened.append(finding)
    return widened


def _joins(text: str, left: Finding, right: Finding) -> bool:
    if right.start < left.end:
        return True
    same = left.kind == right.kind and left.kind in _READS_AS_ONE
    return same and text[left.end : right.start] in {"", " "}


def _union(
    left: Finding, right: Finding, strength: Callable[[Finding], tuple[bool, int, float, int]]
) -> Finding:
    best = max(
        (left, right), key=lambda f: (*strength(f), [-ord(c) for c in f"{f.kind} {f.detector}"])
    )
    return replace(best, start=min(left.start, right.start), end=max(left.end, right.end))


def _trimmed(text: str, finding: Finding) -> Finding:
    value = text[finding.start : finding.end].rstrip(_EDGES)
    if finding.kind in _READS_AS_ONE and value.endswith(_POSSESSIVES):
        value = value[:-2]
    end = finding.start + len(value)
    start = end - len(value.lstrip(_EDGES))
    if (start, end) == (finding.start, finding.end):
        return finding
    return replace(finding, start=start, end=end)
