"""Numbers whose label says what they are: "MRN: 00123", "policy no. H-88-1", "VIN ...".

- Value first: a word with digits is looked at only if a label stands close before it.
- A weak label (one with an everyday meaning: group, case, plan) counts only with a word for
  number behind it, or a long number.
- A list behind one label is one finding per number: "accounts 12345, 67890 and 13579".
"""

# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: RUF001 - patterns hold the quotes and dashes that people type
import re

from sealmark.redaction.detectors._rules import digits_of
from sealmark.redaction.domain import Detector, DetectorSetup, Finding

_STRONG = {
    "SSN": r"ssn?#?|social security|soc\.? sec\.?",
    "MRN": r"mrn?s?#?|m\.r\.n\.|med(?:ical)?\.? rec(?:ord)?s?\.?|medical charts?|patient ids?"
    r"|patient (?:number|no\.?|identifier|account|file|record)|pt\.? id|hospital (?:number"
    r"|no\.?|id)"
    r"|chart (?:number|no\.?|id|#)|health record|ehr id|emr id|encounter|csn|accession|specimen"
    r"|unit (?:number|no\.?)|episode (?:number|no\.?|id)|clinic (?:number|no\.?|id)|lab id"
    r"|empi|har",
    "HEALTH_PLAN": r"health[- ]?plan|health insurance|insurance|beneficiary|medicare|medicaid|mbi"
    r"|hicn?|member(?:ship)?|subscriber|policy(?:holder)?|payer|payor|bcbs|blue (?:cross|shield)"
    r"|aetna|cigna|kaiser(?: permanente)?|humana|united ?health(?: ?care)?|tricare|rx ?(?:bin|grp"
    r"|pcn)|claims?|coverage|plan (?:number|no\.?|id)|group (?:number|no\.?|id)|hmo|ppo|certificate"
    r" of coverage",
    "ACCOUNT": r"accounts?|accts?\.?|a/c|acc\.? ?no\.?|bank|customer id|client id|invoice|billing"
    r"|transaction|confirmation|loan|guarantor|routing|check(?:ing)?|savings|order (?:number|no\.?"
    r"|id)|reference (?:number|no\.?|id)|case (?:number|no\.?|id)|ticket (?:number|no\.?|id)"
    r"|tracking (?:number|no\.?|id)|employee (?:number|no\.?|id)|badge|student (?:number|no\.?|id)"
    r"|staff (?:number|no\.?|id)|docket|claim file|booking (?:number|no\.?|id)",
    "LICENSE": r"driver['’]?s?['’]? ?(?:licen[cs]es?|lic\.?|id)|driving licen[cs]e|licen[cs]es?"
    r"|licen[cs]ure|lic\.?|dln?|d\.l\.|certificates?|cert\.?|certification|permit|npi|dea|upin"
    r"|state id|bar (?:number|no\.?|id)|medical registration|gmc|nmc|registration (?:number|no\.?)",
    "PASSPORT": r"passports?(?: book| card)?|travel document|visa (?:number|no\.?)",
    "VEHICLE": r"vin|vehicles?(?: identification| id| identifier| registration| plate)?"
    r"|licen[cs]e plates?|number plates?|plates?|car reg(?:istration)?|registration plate"
    r"|tag (?:number|no\.?)|v\.i\.n\.",
    "DEVICE": r"serial|s/n|sn|ser\.? no\.?|devices?(?: identifier| serial| id)?|implant|imei|meid"
    r"|imsi|iccid|udi|gtin|asset tag|pacemaker|defibrillator|icd serial|insulin pump|pump"
    r"|prosthesis|stent|lot (?:number|no\.?)|model (?:number|no\.?)|part (?:number|no\.?)"
    r"|hearing aid|catalog(?:ue)? (?:number|no\.?)|generator",
    "NATIONAL_ID": r"national (?:id|identity|insurance)|id ?card|identity (?:card|number|no\.?)|nhs"
    r"|aadhaa?r|nino|tax(?:payer)?|ein|itin|tin|sin|personal (?:id|number|no\.?|code)|nie|dni"
    r"|curp|pesel|personnummer|cpf|government id|medicare card|alien|uscis|green card|a-number",
    "BIOMETRIC": r"finger ?prints?|thumb ?print|retina(?:l)?(?: scan)?|iris(?: scan)?|voice"
    " ?prints?"
    r"|face ?(?:print|id|template)|facial (?:scan|template|recognition)|biometrics?|palm ?print"
    r"|dna(?: profile| sample)?|hand geometry|gait(?: signature| profile)?",
    "PHOTO": r"photo(?:graph)?s?|full-face (?:photo(?:graph)?|image)|picture|headshot|mugshot|image"
    r" (?:file|id|number|no\.?)|portrait",
    "ID": r"(?:unique |user |case |record |file |study |trial |subject |participant |sample )?"
    r"(?:id|identifier)s?#?|identification(?: number| no\.?| code)?|uid|uuid|guid|barcode"
    r"|registry (?:number|no\.?)|record (?:number|no\.?)|file (?:number|no\.?)|application"
    r" (?:number|no\.?)|token|pin(?: code)?|passcode|code number",
}
_WEAK = {
    "MRN": r"charts?|mr|patient|visit|records?|hospital",
    "HEALTH_PLAN": r"groups?|plans?|benefits?|health",
    "ACCOUNT": r"customer|client|order|reference|ref\.?|case|ticket|tracking|employee|file|booking"
    r"|payment|wire|deposit|refund|receipt|application|number|nr\.?|no\.?",
    "DEVICE": r"lots?|models?|monitor|valve|lead|unit|equipment|machine|scanner",
    "LICENSE": r"registration|registered|credential|board",
}
_NUMBER_WORD = re.compile(
    r"#|:|=|№|\b(?:numbers?|no|num|nr|nos|ids?|code|identifier|identification)\b"
)
_FILLER = (
    r"(?:[\s:;=#(\"'“№,.*_\-–—]"
    r"|\b(?:numbers?|nos?\.?|num\.?|nr\.?|ids?|identifiers?|identification|code|card|serial|is|was"
    r"|are|of|the|reads?|listed|as|assigned|given|with|ending|in|for|record|file|on|under|type"
    r"|his|her|their|patient|my|your|new|current|primary|secondary|it['’]?s|template|scan|hash"
    r"|reference|sample|taken|plate|state|policy|member|account)\b){0,14}$"
)
_LABEL = re.compile(
    r"(?<![a-z0-9/])(?:"
    + "|".join(f"(?P<S_{kind}>{words})" for kind, words in _STRONG.items())
    + "|"
    + "|".join(f"(?P<W_{kind}>{words})" for kind, words in _WEAK.items())
    + r")(?![a-z0-9])"
    + _FILLER
)
_VALUE = re.compile(
    r"(?<![\w])(?=[A-Za-z./_-]{0,12}\d)[A-Za-z0-9](?:[A-Za-z0-9]|[-./_:](?=[A-Za-z0-9])){1,47}"
    r"(?:[ ](?=[A-Za-z]{0,4}\d\d)[A-Za-z0-9-]{2,8}(?![\w%]|[./:]\d)){0,5}(?![\w%])"
)
_AND = re.compile(r"\s*(?:,|;|/|&|\band\b|\bor\b)+\s*(?:and\s+|or\s+)?")
_YEAR_OR_DOSE = re.compile(
    r"(?:19|20)\d{2}$|.*\d(?:mg|mcg|ml|cm|mm|kg|g|l|lbs?|st|nd|rd|th|am|pm|x|hrs?|h|d|s)$",
    re.IGNORECASE,
)
_UNIT_BEHIND = re.compile(
    r"[ ]?(?:%|mg|mcg|ml|cc|cm|mm|kg|lbs?|units?|days?|weeks?|months?|years?|hours?|minutes?|times"
    r"|bpm|degrees|percent|puffs?|tablets?|pills?)\b",
    re.IGNORECASE,
)
_SHORT_OF = re.compile(r"(?:#|\b(?:numbers?|no\.?|code|id:?)|id is)\s*$")
_REACH = 64


class RecordNumbers:
    """Finds labelled numbers of people, plans, accounts, licences, vehicles and devices."""

    name = "record_numbers"
    version = "1"
    kinds = frozenset(_STRONG) | frozenset(_WEAK)

    def detect(self, text: str, *, language: str) -> list[Finding]:  # noqa: ARG002 - any language
        """Return labelled numbers; the label itself is not part of a finding."""
        found: list[Finding] = []
        for match in _VALUE.finditer(text):
            labelled = self._continues(text, found, match) or _label_of(text, match)
            if labelled is not None:
                kind, score = labelled
                found.append(self._finding(match, kind, score))
        return found

    def _continues(
        self, text: str, found: list[Finding], match: re.Match[str]
    ) -> tuple[str, float] | None:
        if not found or match.start() - found[-1].end > len(" , and "):
            return None
        between = text[found[-1].end : match.start()]
        if _AND.fullmatch(between) is None or len(digits_of(match.group())) < 4:
            return None
        return found[-1].kind, found[-1].score

    def _finding(self, match: re.Match[str], kind: str, score: float) -> Finding:
        return Finding(
            start=match.start(),
            end=match.end(),
            kind=kind,
            score=score,
            detector=self.name,
            version=self.version,
        )


def _label_of(text: str, match: re.Match[str]) -> tuple[str, float] | None:
    value = match.group()
    digits = digits_of(value)
    if len(digits) < 2 or (_UNIT_BEHIND.match(text, match.end()) and len(digits) < 6):
        return None
    label = _LABEL.search(text[max(0, match.start() - _REACH) : match.start()].lower())
    if label is None or label.lastgroup is None:
        return None
    said = _NUMBER_WORD.search(label.group()) is not None
    if len(digits) < 3 and not _SHORT_OF.search(label.group()):
        return None
    strength, _, kind = label.lastgroup.partition("_")
    if not said and _YEAR_OR_DOSE.match(value):
        return None
    if strength == "W":
        return (kind, 0.8) if (said and len(digits) >= 4) or len(digits) >= 6 else None
    return kind, 0.95 if said else 0.85


def build(setup: DetectorSetup) -> Detector:  # noqa: ARG001 - nothing to set up
    """Build the detector of labelled numbers."""
    return RecordNumbers()
