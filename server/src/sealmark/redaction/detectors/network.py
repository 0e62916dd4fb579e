"""Network addresses: IPv4, IPv6, MAC."""

# SPDX-License-Identifier: Apache-2.0
import ipaddress
import re

from sealmark.redaction.detectors._rules import RuleDetector, before, rule
from sealmark.redaction.domain import Detector, DetectorSetup

_HEX = r"[0-9A-Fa-f]"
_NUMBERED = re.compile(r"(?:version|release|section|chapter|figure|table|v)[ .:]*$")


def _is_ip(match: re.Match[str]) -> bool:
    try:
        ipaddress.ip_address(match.group(1).partition("%")[0])
    except ValueError:
        return False
    return not _NUMBERED.search(before(match, 12))


_RULES = (
    rule(
        "IP",
        r"(?<![\w.])(\d{1,3}(?:\.\d{1,3}){3})(?:/\d{1,2}|:\d{2,5})?(?![\w]|\.\d)",
        0.95,
        check=_is_ip,
    ),
    rule(
        "IP",
        rf"(?<![\w:.])({_HEX}{{0,4}}:(?:{_HEX}{{0,4}}:){{1,6}}"
        rf"(?:{_HEX}{{1,4}}|\d{{1,3}}(?:\.\d{{1,3}}){{3}})?)(?:/\d{{1,3}}|%\w+)?(?![\w:])",
        0.95,
        needs=(":",),
        check=lambda m: ("::" in m.group(1) or m.group(1).count(":") > 2) and _is_ip(m),
    ),
    rule(
        "DEVICE",
        rf"(?<![\w:-]){_HEX}{{2}}(?:([:-]){_HEX}{{2}})(?:\1{_HEX}{{2}}){{4}}"
        rf"(?:(?:\1{_HEX}{{2}}){{2}})?(?![\w:-])",
        0.95,
        needs=(":", "-"),
    ),
    rule("DEVICE", rf"(?<![\w.]){_HEX}{{4}}\.{_HEX}{{4}}\.{_HEX}{{4}}(?![\w.])", 0.9, needs=(".",)),
)


def build(setup: DetectorSetup) -> Detector:  # noqa: ARG001 - nothing to set up
    """Build the network address detector."""
    return RuleDetector(name="network", version="1", rules=_RULES)
