"""Keyed digests: proof that one of ours said something, and matching without showing.

- HMAC-SHA-256; every purpose has its own label, so a MAC for one is none for another.
- Fields are length-prefixed: no two lists of fields are the same bytes.
- Comparison takes the same time whatever differs.
- Content is only ever digested under a secret key: a bare digest of a short text can be guessed.
"""

# SPDX-License-Identifier: Apache-2.0
import hmac
from uuid import UUID

from sealmark.kernel.canonical import canonical_json
from sealmark.vault.primitives import hkdf_sha256


def keyed_digest(key: bytes, label: str, *fields: bytes) -> bytes:
    """Return 32 bytes of HMAC-SHA-256 over a label and fields."""
    return hmac.digest(key, _spell(label, fields), "sha256")


def is_digest(key: bytes, label: str, *fields: bytes, claimed: bytes) -> bool:
    """Say whether `claimed` is the keyed digest of these fields, in constant time."""
    return hmac.compare_digest(keyed_digest(key, label, *fields), claimed)


def job_mac(key: bytes, *, job: str, args: object, nonce: UUID) -> bytes:
    """Return the MAC of a job row. `args` is any JSON value; its spelling is made canonical."""
    return keyed_digest(key, "job", job.encode(), canonical_json(args), nonce.bytes)


def is_job_mac(key: bytes, *, job: str, args: object, nonce: UUID, claimed: bytes) -> bool:
    """Say whether a job row was made by a holder of `key`."""
    return hmac.compare_digest(job_mac(key, job=job, args=args, nonce=nonce), claimed)


def session_digest(key: bytes, session_key: str) -> str:
    """Return what is stored in place of a session key: 64 hexadecimal digits."""
    return keyed_digest(key, "session", session_key.encode()).hex()


def purpose_key(key: bytes, purpose: str) -> bytes:
    """Derive the 32-byte key of one purpose (`duplicate`, `surrogate`) from a project's key."""
    return hkdf_sha256(key, salt=None, info=b"sealmark purpose v1\0" + purpose.encode())


def _spell(label: str, fields: tuple[bytes, ...]) -> bytes:
    parts = [label.encode(), *fields]
    return b"".join(len(part).to_bytes(8, "big") + part for part in parts)
