"""Wallets: Bitcoin-like (base58check, bech32) and Ethereum addresses."""

# SPDX-License-Identifier: Apache-2.0
import re

from sealmark.redaction.detectors._checksums import base58check, bech32
from sealmark.redaction.detectors._rules import RuleDetector, rule
from sealmark.redaction.domain import Detector, DetectorSetup

_RULES = (
    rule(
        "CRYPTO",
        r"(?<!\w)[1-9A-HJ-NP-Za-km-z]{26,35}(?!\w)",
        1.0,
        check=lambda m: base58check(m.group()),
    ),
    rule(
        "CRYPTO",
        r"(?<!\w)(?:bc|tb|ltc)1[02-9ac-hj-np-z]{11,87}(?!\w)",
        1.0,
        flags=re.IGNORECASE,
        check=lambda m: bech32(m.group()),
    ),
    rule("CRYPTO", r"(?<!\w)0x[0-9a-fA-F]{40}(?!\w)", 0.95, needs=("0x",)),
)


def build(setup: DetectorSetup) -> Detector:  # noqa: ARG001 - nothing to set up
    """Build the wallet detector."""
    return RuleDetector(name="crypto_wallets", version="1", rules=_RULES)
