"""Builds policies, secrets and findings for tests, with defaults."""

# SPDX-License-Identifier: Apache-2.0
from sealmark.redaction.domain import Finding
from sealmark.redaction.pipeline import Redactor
from sealmark.redaction.policy import Policy
from sealmark.redaction.policy_files import parse_policy
from sealmark.redaction.replacing import MemorySurrogates, Secrets

RULES = [
    *("ages", "bank", "cards", "crypto_wallets", "dates", "devices", "dictionary", "emails"),
    *("names", "national_ids", "network", "organizations", "patterns", "phones", "postal"),
    *("propagation", "record_numbers", "urls", "usernames", "vehicles"),
]


def a_policy(**changes: object) -> Policy:
    document = {
        "sealmark_policy": 1,
        "name": "test",
        "detectors": RULES,
        "kinds": {"NAME": "token"},
        "otherwise": "token",
        "tiers": [{"name": "internal"}],
        **changes,
    }
    return parse_policy(document)


def some_secrets(key: bytes = b"k" * 32) -> Secrets:
    return Secrets(key=key, table=MemorySurrogates())


def a_redactor(**changes: object) -> Redactor:
    return Redactor(a_policy(**changes), some_secrets())


def a_finding(
    start: int = 0, end: int = 1, kind: str = "NAME", score: float = 0.9, detector: str = "names"
) -> Finding:
    return Finding(start=start, end=end, kind=kind, score=score, detector=detector, version="1")
