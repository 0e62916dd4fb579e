"""Names of people by what stands around them: titles, name lines, credentials, greetings.

- The model finds names by their context in prose; these rules find them in forms, letters and
  chats, where a model is weak. A title or label is not part of the finding.
"""

# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: RUF001 - patterns hold the quotes and dashes that people type
import re

from sealmark.redaction.detectors._common_words import SENTENCE_WORDS
from sealmark.redaction.detectors._rules import UPPER, WORD, RuleDetector, rule
from sealmark.redaction.domain import Detector, DetectorSetup

_PARTICLE = r"(?:de|del|della|der|den|da|di|do|dos|du|la|le|van|von|bin|ibn|al|el|ten|ter|zu|y|e)"
_INITIAL = rf"[{UPPER}]\.?(?![\w'’])"
_MORE = rf"(?:[ ](?:{_PARTICLE}[ ])*(?:{_INITIAL}|{WORD}))"
_FULL = rf"(?:(?:{_INITIAL}[ ]?){{0,2}}(?:{_PARTICLE}[ ]){{0,3}}{WORD}{_MORE}{{0,3}})"
_TWO = rf"(?:{WORD}{_MORE}{{1,3}})"
_LAST_FIRST = rf"(?:{WORD}(?:[ ]{WORD})?,[ ]?{WORD}(?:[ ](?:{_INITIAL}|{WORD}))?)"
_TITLE = (
    r"(?:Dr|Drs|Mr|Mrs|Ms|Mx|Miss|Prof|Professor|Doctor|Rev|Reverend|Fr|Father|Sister|Sir|Dame|Lord"
    r"|Lady|Hon|Judge|Justice|President|Senator|Sen|Rep|Gov|Governor|Mayor|Minister|Capt|Captain|Lt"
    r"|Lieutenant|Sgt|Sergeant|Col|Colonel|Gen|General|Maj|Major|Cpl|Officer|Detective|Inspector"
    r"|Nurse|Pastor|Rabbi|Imam|Uncle|Aunt|Auntie|Madam|Mme|Mlle|Herr|Frau|Señor|Señora|Sr|Sra"
    r"|Monsieur|Madame|Messrs|Coach|Principal|Secretary|Ambassador|Attorney|Chancellor|Sheriff)"
)
_MAY_TITLE = rf"(?:{_TITLE}\b\.?[ ])?"
_KIN = (
    r"(?:son|daughter|wife|husband|spouse|partner|mother|father|mom|mum|dad|brother|sister|uncle"
    r"|aunt|cousin|niece|nephew|grandson|granddaughter|grandmother|grandfather|friend|neighbou?r"
    r"|roommate|boyfriend|girlfriend|fiancée?|caregiver|colleague|boss|manager|lawyer|child|baby)"
)
_CREDENTIAL = (
    r"(?:M\.?D|D\.?O|Ph\.?D|R\.?N|N\.?P|P\.?A(?:-C)?|FACS|FACC|FACP|MBBS|MRCP|D\.?D\.?S|DMD"
    r"|DPM|Pharm\.?D"
    r"|Psy\.?D|LCSW|LPN|APRN|FNP|CRNA|MSN|BSN|DPT|Esq|J\.?D|CPA|Jr|Sr|II|III|IV|M\.?P\.?H"
    r"|Ed\.?D)\b\.?"
)
_LABEL = (
    r"(?:patient(?:'s)?[ ]name|full[ ]name|first[ ]name|last[ ]name|sur-?name|maiden[ ]name"
    r"|given[ ]name"
    r"|family[ ]name|(?:customer|client|member|subscriber|guarantor|employee|contact"
    r"|account)[ ]name"
    r"|account[ ]holder|card[ ]?holder(?:[ ]name)?|name[ ]on[ ](?:card|account)|name|attending(?:"
    r"[ ]physician)?|referring(?:[ ]physician)?|ordering[ ]physician"
    r"|primary[ ]care(?:[ ]physician)?"
    r"|pcp|surgeon|assistant|anesthesiologist|radiologist|pathologist|consultant|dictated[ ]by"
    r"|transcribed[ ]by|signed(?:[ ]by)?|electronically[ ]signed[ ]by|reviewed[ ]by|authored[ ]by"
    r"|prepared[ ]by|seen[ ]by|interviewer|interviewee|next[ ]of[ ]kin|emergency[ ]contact|guardian"
    r"|spouse|cc|from|to|attn|attention|re|author|witness|applicant|respondent|plaintiff|defendant"
    r"|petitioner|appellant|beneficiary|informant|caregiver|physician|provider|doctor|patient|pt"
    r"|mother|father|wife|husband|son|daughter|brother|sister|sender|recipient)"
)
_IC = re.IGNORECASE


_TITLES = frozenset(_TITLE[3:-1].casefold().split("|"))


def _is_name(value: str) -> bool:
    words = [word.rstrip(".").casefold() for word in re.split(r"[ ,]+", value)]
    return words[0] not in SENTENCE_WORDS and words[0] not in _TITLES and max(map(len, words)) > 1


def _name(match: re.Match[str]) -> bool:
    return _is_name(match.group(1))


def _said_name(match: re.Match[str]) -> bool:
    # A label like "Patient:" also opens turns of a dialogue: "Patient: Yeah, okay."
    value = match.group(1)
    words = re.split(r"[ ,]+", value)
    ends = match.string[match.end(1) : match.end(1) + 1]
    spoken = any(w.casefold().rstrip(".") in SENTENCE_WORDS for w in words)
    return not spoken and (len(words) > 1 or ends in {"", "\n", ";", "("})


_RULES = (
    rule("NAME", rf"(?<!\w){_TITLE}\b\.?[ ]({_FULL})", 0.9, group=1, check=_name),
    rule(
        "NAME",
        r"(?<!\w)(?:dr|mr|mrs|ms|prof|herr|frau|mme|uncle|auntie)\.?[ ]([a-z][a-z'’-]{2,})(?!\w)",
        0.75,
        group=1,
        check=_name,
    ),
    rule(
        "NAME",
        rf"(?<!\w)(?:DR|MR|MRS|MS|MISS"
        rf"|PROF)\b\.?[ ]([{UPPER}][{UPPER}'-]+(?:[ ][{UPPER}][{UPPER}'-]+)?)",
        0.9,
        group=1,
        check=_name,
    ),
    rule("NAME", rf"(?<!\w)({_FULL}),[ ]?{_CREDENTIAL}(?!\w)", 0.9, group=1, check=_name),
    rule(
        "NAME",
        rf"(?<!\w)({_TWO})[ ](?:MD|DO|PhD|RN|NP|PA-C|LCSW|Esq|Jr|Sr|III)\b",
        0.85,
        group=1,
        check=_name,
    ),
    rule(
        "NAME",
        rf"(?:^|[\n\t|;.(]|[ ]{{2,}}|,[ ])[ ]*(?i:{_LABEL})[ ]?[:=][ \t]*"
        rf"{_MAY_TITLE}({_LAST_FIRST}|{_FULL})",
        0.9,
        group=1,
        check=_said_name,
    ),
    rule(
        "NAME",
        rf"(?<![\w.])(?i:(?:my|his|her|their|the|patient's|customer's|full)[ ]name[ ]?(?:'s|is|was)"
        rf"|named|i[ ]am|i'm|this[ ]is|name[ ]is|called|goes[ ]by|known[ ]as|spoke[ ](?:with|to)"
        rf"|speaking[ ](?:with|to)|accompanied[ ]by|referred[ ]by|a[.]?k[.]?a[.]?)[ ]"
        rf"{_MAY_TITLE}({_FULL})",
        0.6,
        group=1,
        check=_name,
    ),
    rule(
        "NAME",
        r"\b(?:my[ ]name(?:[ ]is|'s)|the[ ]name(?:[ ]is|'s)|name[ ]is)[ ]([a-z][a-z'-]+"
        r"(?:[ ][a-z][a-z'-]+)?)(?=[.,!?\n]|$)",
        0.7,
        group=1,
        check=lambda m: not any(w in SENTENCE_WORDS for w in m.group(1).split()),
    ),
    rule(
        "NAME",
        rf"(?:^|\n)[ ]*(?i:dear|hi|hello|hey|thanks|thank[ ]you|good[ ](?:morning|afternoon"
        rf"|evening))"
        rf"[ ,]{{1,2}}({_FULL})(?=[ ]?[,.!?:\n]|$)",
        0.75,
        group=1,
        check=_name,
    ),
    rule(
        "NAME",
        r"\b(?i:regards|sincerely(?:[ ]yours)?|respectfully|cheers|yours(?:[ ]truly|[ ]faithfully)?"
        rf"|best(?:[ ]wishes)?|signed|warmly),?[ ]*\n+[ ]*({_FULL})(?=[ ]*(?:\n|,|$))",
        0.85,
        group=1,
        check=_name,
    ),
    rule(
        "NAME", rf"(?<!\w)({WORD}(?:[ ]{WORD}){{0,2}})[ ]vs?\.[ ]{WORD}", 0.6, group=1, check=_name
    ),
    rule(
        "NAME", rf"(?<!\w){WORD}[ ]vs?\.[ ]({WORD}(?:[ ]{WORD}){{0,2}})", 0.6, group=1, check=_name
    ),
    rule(
        "NAME",
        rf"\b(?i:his|her|my|their|our|your|patient's)[ ](?i:{_KIN}),?[ ]({_FULL})",
        0.75,
        group=1,
        check=_name,
    ),
    rule(
        "NAME",
        rf"(?<!\w)(?:doctor|mister|miss|missus|nurse|professor|judge|officer|uncle|aunt|auntie)"
        rf"[ ]({_FULL})",
        0.8,
        group=1,
        check=_name,
    ),
    # "Smith, John A." beginning a line of a list.
    rule(
        "NAME",
        rf"(?:^|\n)[ ]*({WORD},[ ]{WORD}[ ]{_INITIAL})(?=[ ]*(?:\n|,|;|\(|\t|$))",
        0.7,
        group=1,
        check=_name,
    ),
)


def build(setup: DetectorSetup) -> Detector:  # noqa: ARG001 - nothing to set up
    """Build the detector of names by their surroundings."""
    return RuleDetector(name="names", version="1", rules=_RULES)
