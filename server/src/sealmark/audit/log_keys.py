"""The keys that verify a log: the public halves, which every process may read.

- They are a file each in the key folder; whoever verifies needs no secret.
"""

# SPDX-License-Identifier: Apache-2.0
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PublicKey
from django.conf import settings

from sealmark.audit.signing import origin_of
from sealmark.kernel.ids import OrganizationId

# allow-privacy: nothing else reads public halves yet
from sealmark.vault import keyfiles
from sealmark.vault.layout import SigningKey
from sealmark_verify.keys import VerifierKey, ed25519_key, ml_dsa_key

_PUBLIC = "public"


def log_keys(organization: OrganizationId) -> tuple[VerifierKey, VerifierKey]:
    """Return the keys that verify an organization's log, in the order that bundles keep."""
    origin = origin_of(organization)
    ed25519 = Ed25519PublicKey.from_public_bytes(_public_half(SigningKey.LOG_ED25519))
    ml_dsa = MLDSA44PublicKey.from_public_bytes(_public_half(SigningKey.LOG_MLDSA44))
    return ed25519_key(origin, ed25519), ml_dsa_key(origin, ml_dsa)


def _public_half(key: SigningKey) -> bytes:
    folder: Path = settings.SEALMARK_HOME.keys / _PUBLIC
    return keyfiles.read_public(folder / Path(key).with_suffix(".pub"))
