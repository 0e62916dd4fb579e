"""What redaction of one text hands back.

- `findings` say what was hidden and where, in code points of the original; values never appear.
- `rendition_findings` say where the replacements stand, for people to see as chips.
"""

# SPDX-License-Identifier: Apache-2.0
from dataclasses import dataclass
from enum import StrEnum

from sealmark.modalities.conversation.turns import Turn
from sealmark.redaction.alignment import Alignment
from sealmark.redaction.domain import Finding
from sealmark.redaction.doubts import Doubt
from sealmark.redaction.risk import Traces


class State(StrEnum):
    """Whether a rendition may be shown."""

    READY = "ready"
    QUARANTINED = "quarantined"


class Reason(StrEnum):
    """Why a rendition is held back."""

    LANGUAGE = "language"
    RISK = "risk"
    FOUND_AGAIN = "found-again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """A replacement in the rendition: where it stands, of what kind, what it reads."""

    start: int
    end: int
    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A text to redact; `subject` is the project's own id of the person it is about, or empty.

    `forced` are places that people said must be hidden, whatever detectors and policy think;
    `known` were found before and stay hidden. `turns` are those of a conversation.
    """

    text: str
    subject: str = ""
    forced: tuple[Finding, ...] = ()
    known: tuple[Finding, ...] = ()
    turns: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The rendition of one text, and everything that is known about how it came to be.

    `risk_bp` is the residual risk in basis points, `traces` what it follows from; `detectors`
    names each detector and strategy with its version. `doubts` are told of what is held back.
    """

    rendition_text: str
    findings: tuple[Finding, ...]
    rendition_findings: tuple[Chip, ...]
    alignment: Alignment
    language: str
    tier: str
    risk_bp: int
    traces: Traces
    state: State
    reasons: tuple[Reason, ...]
    doubts: tuple[Doubt, ...]
    policy_digest: str
    detectors: tuple[str, ...]
