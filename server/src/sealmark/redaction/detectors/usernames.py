"""User names: @handles, labelled logins, profile paths, and passwords said aloud."""

# SPDX-License-Identifier: Apache-2.0

import re

from sealmark.redaction.detectors._rules import RuleDetector, rule
from sealmark.redaction.domain import Detector, DetectorSetup

_IS = (
    r"(?:[ ]?(?:is|was|are|=|:|name|id|handle|account|will be|would be|should"
    r" be)){0,3}[ ]*[\"'“:]?[ ]?"
)
_IC = re.IGNORECASE

_PROSE = frozenset(
    [
        "incorrect",
        "invalid",
        "wrong",
        "correct",
        "not",
        "the",
        "a",
        "an",
        "my",
        "your",
        "his",
        "her",
        "their",
        "required",
        "available",
        "taken",
        "still",
        "also",
        "the",
        "same",
        "unknown",
        "missing",
        "different",
        "locked",
        "disabled",
        "enabled",
        "empty",
        "blank",
        "that",
        "this",
        "too",
        "very",
        "long",
        "short",
        "easy",
        "hard",
        "there",
        "here",
        "what",
        "why",
        "when",
        "how",
        "ok",
        "okay",
        "fine",
        "good",
        "now",
        "just",
        "only",
    ]
)
_UNIT = re.compile(
    r"^(?:covid|type|grade|stage|level|vitamin|http|version|page|step|figure|table|cd)\D*\d"
)
_RULES = (
    rule("USERNAME", r"(?<![\w@./+-])@[A-Za-z_][\w.]{1,38}[\w]", 0.85, needs=("@",)),
    rule(
        "USERNAME",
        rf"\b(?:user ?-?names?|user ?ids?|log ?-?ins?|screen ?names?|gamertag|handle|nick"
        rf"(?:name)?|account name|skype|telegram|instagram|twitter|snapchat|tiktok|discord){_IS}"
        r"((?=[\w.@-]{0,38}[\d_.])@?[A-Za-z0-9][\w.@-]{2,38}[A-Za-z0-9_])",
        0.85,
        group=1,
        flags=_IC,
    ),
    rule(
        "USERNAME",
        r"\b(?:user ?-?name|user ?id|log ?-?in|screen ?name|account name)[ ]?"
        r"(?::|=|[ ]is|[ ]was)[ ]*[\"'“]?(@?[A-Za-z][\w.@-]{1,38}[A-Za-z0-9_])",
        0.8,
        group=1,
        flags=_IC,
        check=lambda m: m.group(1).lower() not in _PROSE,
    ),
    rule(
        "USERNAME",
        r"(?<![\w@./])[a-z]{2,20}[._]?[a-z]{0,20}\d{2,6}(?=@|\b)(?![\w%.-])",
        0.5,
        check=lambda m: len(m.group()) >= 7 and not _UNIT.search(m.group()),
    ),
    rule(
        "USERNAME",
        r"(?:github\.com|twitter\.com|x\.com|instagram\.com|facebook\.com|linkedin\.com/in"
        r"|t\.me)/([\w.-]{2,40})",
        0.9,
        group=1,
        flags=_IC,
        needs=("/",),
    ),
    rule(
        "PASSWORD",
        r"\b(?:pass ?words?|pass ?code|pwd|passphrase|pin(?: code| number)?)[ ]?(?::|=|[ ]is"
        r"|[ ]was)[ ]*[\"'“]?(?=\S{0,40}[\d!@#$%^&*])([^\s\"'“”,;]{3,40})",
        0.9,
        group=1,
        flags=_IC,
    ),
    rule(
        "PASSWORD",
        r"\b(?:api[_ -]?key|secret|access[_ -]?token|bearer|private[_ -]?key)\b[ ]?(?::|=|[ ]is)?"
        r"[ ]*[\"'“]?((?=[\w.+/=-]*\d)[\w.+/=-]{16,200})",
        0.9,
        group=1,
        flags=_IC,
    ),
    rule(
        "PASSWORD",
        r"(?<!\w)(?:AKIA[0-9A-Z]{16}|gh[pousr]_\w{36,}|sk-\w{20,}|xox[abprs]-[\w-]{10,}"
        r"|eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{5,})(?!\w)",
        1.0,
    ),
)


def build(setup: DetectorSetup) -> Detector:  # noqa: ARG001 - nothing to set up
    """Build the user name detector."""
    return RuleDetector(name="usernames", version="1", rules=_RULES)
