"""Who signs an organization's log: the sequencer's two keys, under the log's own name.

- The name ends with the organization's id: a checkpoint of one log is none of another.
- The keys stay in the key store; only signatures leave it.
"""

# SPDX-License-Identifier: Apache-2.0
from dataclasses import dataclass
from typing import cast
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey, MLDSA44PublicKey

from sealmark.audit.checkpoint import LogSigner
from sealmark.vault import runtime
from sealmark.vault.layout import SigningKey
from sealmark.vault.ports import KeyStore


def origin_of(organization: UUID) -> str:
    """Return the name of an organization's log."""
    return f"sealmark.log/{organization}"


def signer_of(organization: UUID) -> LogSigner:
    """Return the signer of an organization's log: in the sequencer only."""
    store = runtime.key_store()
    return LogSigner(
        origin=origin_of(organization),
        ed25519=cast("Ed25519PrivateKey", _Ed25519(store=store)),
        ml_dsa=cast("MLDSA44PrivateKey", _MlDsa(store=store)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ed25519:
    """Ed25519 in the key store, with the two methods that signing uses."""

    store: KeyStore

    def sign(self, message: bytes) -> bytes:
        return self.store.sign(SigningKey.LOG_ED25519, message)

    def public_key(self) -> Ed25519PublicKey:
        return Ed25519PublicKey.from_public_bytes(self.store.verifying_key(SigningKey.LOG_ED25519))


@dataclass(frozen=True, slots=True, kw_only=True)
class _MlDsa:
    """ML-DSA-44 in the key store, with the two methods that signing uses."""

    store: KeyStore

    def sign(self, message: bytes) -> bytes:
        return self.store.sign(SigningKey.LOG_MLDSA44, message)

    def public_key(self) -> MLDSA44PublicKey:
        return MLDSA44PublicKey.from_public_bytes(self.store.verifying_key(SigningKey.LOG_MLDSA44))
