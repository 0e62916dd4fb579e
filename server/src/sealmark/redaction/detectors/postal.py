"""Postal addresses: streets of several languages, boxes, units, city and state, postcodes."""

# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: RUF001 - patterns hold the quotes and dashes that people type
import re

from sealmark.redaction.detectors._rules import UPPER, WORD, RuleDetector, before, rule
from sealmark.redaction.domain import Detector, DetectorSetup

_STATES = (
    "AL|AK|AZ|AR|CA|CO|CT|DE|DC|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ"
    "|NM|NY|NC|ND|OH|OK|OR|PA|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY|PR|GU|VI|AS|MP|FM|MH|PW|AA|AE|AP|AB|BC|MB|NB|NL|NS|ON|PE"
    "|QC|SK|NSW|VIC|QLD|TAS|ACT"
)
_STATE_NAMES = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia"
    "|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts"
    "|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey"
    "|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania"
    "|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington"
    "|West Virginia|Wisconsin|Wyoming"
)
_WAY = (
    r"(?:Street|St|Avenue|Ave|Av|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Place|Pl|Square"
    r"|Sq|Terrace|Ter|Terr|Parkway|Pkwy|Highway|Hwy|Circle|Cir|Way|Trail|Trl|Loop|Alley|Crescent"
    r"|Cres|Close|Row|Mews|Gardens|Gdns|Grove|Park|Walk|Turnpike|Tpke|Plaza|Plz|Point|Pt|Ridge"
    r"|Run|Path|Pike|Crossing|Xing|Green|Hill|View|Broadway|Expressway|Freeway|Quay|Wharf|Bypass"
    r"|Esplanade|Parade|Rise|Route|Rte|Common|Commons|Cove|Cv|Heights|Hts|Hollow|Landing|Meadows)"
)
_UNIT = (
    r"(?:,?[ \n]{1,2}(?i:apt|apartment|suite|ste|unit|flat|floor|fl|room|rm|bldg|building|no)\b\.?"
    r"[ ]?#?[ ]?(?:[A-Z]?\d{1,5}[A-Z]?|[A-Z])\b|,?[ ]#[ ]?\w{1,6})"
)
_PLACE = rf"(?:{WORD}\.?(?:[ ](?:of|the|de|la|del|upon|on|am|an|der|{WORD}\.?)){{0,3}})"
_ZIP = r"\d{5}(?:-\d{4})?"
_SEP = r"(?:,?[ ]?\n[ ]?,?[ ]?|,[ ]{0,2}|[ ]{1,2})"
_REGION = rf"(?:(?-i:{_STATES})|{_STATE_NAMES})\b\.?"
_CITY_STATE = rf"{_SEP}{_PLACE}{_SEP}{_REGION}(?:{_SEP}{_ZIP}(?![\w-]))?"
# City, region and country in any number of lines, closed by a postcode.
_TO_CODE = (
    rf"(?:{_SEP}(?:{WORD}\.?|\({WORD}\)|de|la|del|upon|on|am)){{1,7}}{_SEP}"
    r"(?:\d{4,6}(?:-\d{4})?|\d{3}[ ]\d{2})(?![\w-])"
)
_TO_CITY = rf"(?:{_TO_CODE}|{_CITY_STATE}|{_SEP}{_ZIP}(?![\w-]))?"
_NUM = r"(?<![\w.$/-])\d{1,6}(?:-\d{1,4})?[A-Za-z]?"
_DIR = r"(?:(?:N|S|E|W|NE|NW|SE|SW|North|South|East|West)\b\.?[ ])?"
_SUFFIXED = (
    rf"[{UPPER}][^\W\d_]{{2,}}(?:stra(?:ss|ß)e|str\.|weg|gasse|platz|allee|damm|ufer|ring|tie|katu"
    r"|polku|kuja|väg(?:en)?|gata[n]?|gränd|vej|gade|gate|veien|vegen|straat|laan|plein|gracht|dijk"
    r"|kade|utca|út|ulica|gatan)"
)
_PREFIXED = (
    r"(?:Rue|Avenue|Boulevard|Place|Chemin|Allée|Impasse|Quai|Calle|Carrer|Avenida|Av\.|Paseo|Plaza"
    r"|Camino|Rua|Travessa|Praça|Via|Viale|Corso|Piazza|Vicolo|Ul\.|ul\.|ulica|Ulica|Aleja|Al\.)"
)
_PARTS = (
    rf"(?:[ ](?:de|del|della|dei|di|da|do|dos|das|du|des|la|le|les|las|los|el|l['’]|y|e|{WORD}))"
)
_POST_CUE = re.compile(
    r"\b(?:zip(?: ?code)?|post(?:al)? ?code|postcode|plz|cap|cp|zipcode)\b[\s:#]{0,3}(?:is"
    r"|was)?[\s:]*$"
)
_COUNTED = re.compile(
    r"^\d+ (?:of|mg|ml|days?|weeks?|times|out|percent|and|or|to|in|on|at|years?|months?|hours?"
    r"|minutes?|more|people|miles?|feet|degrees|the|this|that|an?|his|her|their|our)\b",
    re.IGNORECASE,
)
_RULES = (
    rule(
        "ADDRESS",
        rf"{_NUM}[ ]{_DIR}(?-i:(?:{WORD}|\d{{1,3}}(?:st|nd|rd|th)"
        rf"|[{UPPER}])\.?[ ]){{1,4}}(?-i:{_WAY})\b\.?"
        rf"(?:[ ](?:N|S|E|W|NE|NW|SE|SW|North|South|East|West)\b\.?)?(?:{_UNIT})?{_TO_CITY}",
        0.95,
    ),
    # Chat and dialogue: everything in lower case.
    rule(
        "ADDRESS",
        rf"{_NUM}[ ]{_DIR}(?:(?:[^\W\d_]{{2,20}}|\d{{1,3}}(?:st|nd|rd|th))\.?[ ]){{1,3}}"
        r"(?:street|st|avenue|ave|road|rd|boulevard|blvd|lane|ln|drive|court|ct|terrace|parkway"
        rf"|pkwy|highway|hwy)\b\.?(?:{_UNIT})?(?:(?:[ ,]{{1,3}}[^\W\d_]+){{1,3}},?[ ](?:{_STATES})"
        rf",?[ ]{_ZIP}|(?:[ ,]{{1,3}}[^\W\d_]+){{1,3}},[ ](?:{_STATES})\b)?",
        0.75,
        flags=re.IGNORECASE,
        check=lambda m: _COUNTED.search(m.group()) is None,
    ),
    rule(
        "ADDRESS",
        rf"(?<!\w){_SUFFIXED}[ ]\d{{1,4}}(?:[ ]?[A-Za-z](?!\w)|[-/]\d{{1,4}})?"
        rf"(?:[ ](?:Apt|Suite|as"
        rf"|krs)\.?[ ]\d+)?(?:,?[ \n]{{1,2}}(?:[A-Z]{{1,2}}-)?\d{{4,5}}[ ]{WORD})?"
        rf"(?!\w)(?:{_UNIT})?{_TO_CITY}",
        0.9,
    ),
    rule(
        "ADDRESS",
        rf"(?:(?<!\w)\d{{1,4}}(?:[ ]?(?:bis|ter)|[A-Z])?,?[ ])?(?<!\w){_PREFIXED}{_PARTS}"
        rf"{{1,5}}(?:,?[ ](?:n[º°.][ ]?)?\d{{1,4}}[A-Za-z]?)?(?:,?[ ]\d{{4,5}}[ ]{WORD})?(?!\w)"
        rf"(?:{_UNIT})?{_TO_CITY}",
        0.8,
        check=lambda m: any(c.isdigit() for c in m.group()),
    ),
    # A word and a house number count beside a unit only: "Koskikatu 25 Apt. 864".
    rule(
        "ADDRESS",
        rf"(?<!\w)(?:\d{{1,5}}[ ])?(?:{WORD}[ ]){{1,3}}\d{{1,5}}{_UNIT}{_TO_CITY}",
        0.9,
    ),
    rule(
        "ADDRESS",
        r"(?<!\w)(?i:p\.?[ ]?o\.?[ ]?box|post(?:al)?[ ]?(?:office[ ])?box|locked bag|postfach|box"
        rf"(?=[ ]\d))[ #]{{0,3}}\d{{1,6}}{_TO_CITY}(?!\w)",
        0.9,
    ),
    rule(
        "ADDRESS",
        r"(?<!\w)(?:Apt|Apartment|Suite|Ste|Unit|Flat|Bldg|apt|apartment|suite|Room|Rm)\b\.?"
        r"[ ]?#?[ ]?(?:[A-Z]-?)?\d{1,5}[A-Z]?(?!\w)",
        0.7,
    ),
    rule(
        "ADDRESS",
        rf"(?<!\w)(?:Route|Rte\.?|Hwy|Highway|Interstate|I-|US|County Road|CR|SR)[ -]?"
        rf"\d{{1,4}}[ ,]{{1,2}}(?:Box[ ]\d{{1,5}}|{_PLACE},?[ ](?:{_STATES})\b)",
        0.85,
    ),
    rule("LOCATION", rf"(?<!\w){_PLACE},[ ](?:{_STATES})(?:[ ]{{1,2}}{_ZIP})?(?![\w-])", 0.9),
    rule(
        "LOCATION", rf"(?<!\w){_PLACE},[ ](?:{_STATE_NAMES})(?:,?[ ]{{1,2}}{_ZIP})?(?![\w-])", 0.9
    ),
    rule(
        "LOCATION",
        rf"\b(?i:from|to|in|at|of|near|resides?|lives?|address|city)[ :]{{1,2}}"
        rf"({_PLACE},?[ ]{_ZIP})(?![\w-])",
        0.8,
        group=1,
    ),
    rule("POSTCODE", rf"(?<!\w)(?:{_STATES})[ ]{{1,2}}{_ZIP}(?![\w-])", 0.9),
    rule(
        "POSTCODE",
        # Beside its label any short code is one: "7412 SL", "75534-030", "LV-1010", "96 123".
        r"(?<![\w-])(?:[A-Z]{1,2}[ -]?)?\d{2,7}(?:[- ]\d{2,4})?(?:[ -]?[A-Z]{1,2}\d?[A-Z]{0,2})?"
        r"(?![\w-])",
        0.9,
        check=lambda m: _POST_CUE.search(before(m, 28)) is not None,
    ),
    rule("POSTCODE", r"(?<![\w-])\d{5}-\d{4}(?![\w-])", 0.75),
    rule(
        "POSTCODE",
        r"(?<!\w)(?:[A-PR-UWYZ][A-HK-Y]?\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}|GIR ?0AA)(?!\w)",
        0.8,
        check=lambda m: " " in m.group() or len(m.group()) > 5,
    ),
    rule(
        "POSTCODE",
        r"(?<!\w)[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z][ -]?\d[ABCEGHJ-NPRSTV-Z]\d(?!\w)",
        0.85,
    ),
    rule(
        "POSTCODE",
        rf"(?<![\w-])(?:[A-Z]{{1,2}}-)?(?:\d{{4}}|\d{{5}}|\d{{3}}[ ]\d{{2}})(?=[ ]{WORD}\n|$)",
        0.45,
        check=lambda m: m.start() > 0 and m.string[m.start() - 1] == "\n",
    ),
)


def build(setup: DetectorSetup) -> Detector:  # noqa: ARG001 - nothing to set up
    """Build the postal address detector."""
    return RuleDetector(name="postal", version="1", rules=_RULES)
