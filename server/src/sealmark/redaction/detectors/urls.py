"""Web addresses, with or without a scheme, and file shares."""

# SPDX-License-Identifier: Apache-2.0
import re

from sealmark.redaction.detectors._rules import RuleDetector, rule
from sealmark.redaction.domain import Detector, DetectorSetup

_TAIL = r"[^\s<>\"'“”`{}|\\^]*[^\s<>\"'“”`{}|\\^.,;:!?)\]]"
_TLD = (
    "com|org|net|edu|gov|mil|int|info|biz|io|co|me|app|dev|health|care|clinic|hospital|ai|tv|uk"
    "|us|ca|au|nz|ie|de|at|ch|fr|be|nl|lu|it|es|pt|dk|se|no|fi|is|ee|lv|lt|pl|cz|sk|hu|ro|bg|gr"
    "|ru|ua|tr|il|in|cn|jp|kr|br|mx|ar|cl|za|eu|ly|gl|xyz|online|site|shop|store|name|pro|cloud"
)

_RULES = (
    rule(
        "URL",
        rf"(?<![\w])(?:https?|ftps?|sftp|ssh|smb|file|s3|gs|ldaps?|wss?)://{_TAIL}",
        1.0,
        needs=("://",),
        flags=re.IGNORECASE,
    ),
    rule(
        "URL",
        r"(?<![\w.@/-])www\d?\.[\w'-]{1,63}\.[^\s<>\"']*[\w/]",
        1.0,
        needs=("www", "WWW", "Www"),
        flags=re.IGNORECASE,
    ),
    rule(
        "URL",
        rf"(?<![\w.@/-])(?:[a-z0-9](?:[a-z0-9-]{{0,62}})\.){{1,4}}(?:{_TLD})"
        rf"(?:/(?:{_TAIL})?)?(?![\w@-])",
        0.8,
        needs=(".",),
        flags=re.IGNORECASE,
        check=lambda m: _is_host(m.group()),
    ),
    rule("URL", r"(?<!\\)\\\\[\w.$-]{2,63}\\[^\s<>\"']{1,200}", 0.9, needs=("\\\\",)),
)


def _is_host(value: str) -> bool:
    # "pain.no fever", "e.g.in": a sentence without its space is not a host.
    host, slash, _ = value.partition("/")
    labels = host.split(".")
    prose = labels[-1] in {"no", "in", "is", "it", "me", "us", "at", "be", "so", "to"}
    return bool(slash) or (not prose and len(labels[-2]) > 1 and not labels[-2].isdigit())


def build(setup: DetectorSetup) -> Detector:  # noqa: ARG001 - nothing to set up
    """Build the web address detector."""
    return RuleDetector(name="urls", version="1", rules=_RULES)
