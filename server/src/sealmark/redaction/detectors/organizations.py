"""Organizations by the word that says so: Inc, GmbH, Hospital, University, Bank, Court."""

# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: RUF001 - patterns hold the quotes and dashes that people type
import re

from sealmark.redaction.detectors._common_words import SENTENCE_WORDS
from sealmark.redaction.detectors._rules import WORD, RuleDetector, rule
from sealmark.redaction.domain import Detector, DetectorSetup

_LINK = rf"(?:[ ](?:of|for|and|&|de|the)[ ](?:the[ ])?{WORD}|[ ]{WORD}|[ ]?&[ ]?{WORD}|-{WORD})"
_LEGAL = (
    r"(?:Inc|Incorporated|LLC|L\.L\.C|LLP|Ltd|Limited|Corp|Corporation|Company|Co|PLC|plc|GmbH|AG|SA"
    r"|S\.A|SpA|NV|N\.V|BV|B\.V|Oy|Oyj|AB|ASA|KG|Pty|SARL|S\.r\.l|Kft|Holdings|Group|Partners"
    r"|Associates|Industries|Enterprises|Technologies|Laboratories|Pharmaceuticals|Airlines"
    r"|Foundation|Trust|Insurance|Ministries)"
)
_HOUSE = (
    r"(?:Hospital|Hospitals|Clinic|Medical Center|Medical Centre|Health Center|Health Centre|Health"
    r" System|Healthcare|Nursing Home|Rehabilitation Center|Hospice|Infirmary|Pharmacy|University"
    r"|College|High School|Elementary School|Middle School|Academy|Institute|School of \w+|Church"
    r"|Bank|Credit Union|Court|Tribunal|Police Department|Police|Ministry|Department|Agency"
    r"|Commission|Committee|Council|Association|Society|Federation|Union|Museum|Library|Stadium"
    r"|Airport|Hotel|Restaurant|Press|Times|Post|Journal|News|FC|United|Party|Airways)"
)


def _named(match: re.Match[str]) -> bool:
    return match.group().split(" ", maxsplit=1)[0].casefold() not in SENTENCE_WORDS


_RULES = (
    rule("ORGANIZATION", rf"(?<!\w){WORD}{_LINK}{{0,4}},?[ ]{_LEGAL}(?!\w)\.?", 0.8, check=_named),
    rule("ORGANIZATION", rf"(?<!\w){WORD}{_LINK}{{0,4}}[ ]{_HOUSE}(?!\w)", 0.75, check=_named),
    rule(
        "ORGANIZATION",
        rf"(?<!\w)(?:University|College|Bank|Ministry|Department|Church|Institute|House|Court|Embassy"
        rf"|Hospital|Republic|Bureau|Supreme[ ]Court|High[ ]Court|District[ ]Court)[ ](?:of|for)[ ]"
        rf"(?:the[ ])?{WORD}(?:[ ](?:(?:of|and|for)[ ](?:the[ ])?)?{WORD}){{0,3}}(?!\w)",
        0.75,
    ),
    rule(
        "ORGANIZATION",
        rf"(?<!\w)(?:St|Saint|Mt|Mount)\.?[ ]{WORD}(?:['’]s)?(?:[ ](?:{WORD})){{0,2}}"
        r"[ ](?:Hospital|Clinic|Church|School|Medical[ ]Center|Health)(?!\w)",
        0.85,
    ),
)


def build(setup: DetectorSetup) -> Detector:  # noqa: ARG001 - nothing to set up
    """Build the organization detector."""
    return RuleDetector(name="organizations", version="1", rules=_RULES)
