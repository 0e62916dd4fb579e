"""What protects sign-in: digests of session and link keys, and sealing of what sign-in stores.

- Keys are drawn from 256 random bits and stored only as digests under `session.key`: what the
  database holds is no cookie, and without the key file not even a guess can be checked.
- Session data and second-factor secrets are sealed under `account.key`, bound to their purpose.
"""

# SPDX-License-Identifier: Apache-2.0
import base64
import secrets
from functools import lru_cache

from django.conf import settings

from sealmark.vault.layout import Secret
from sealmark.vault.mac import keyed_digest
from sealmark.vault.primitives import NONCE_BYTES, Gcm, hkdf_sha256


def new_key() -> str:
    """Draw a session or link key: 256 random bits, 43 letters that a URL can carry."""
    return secrets.token_urlsafe(32)


def digest(key: str, *, purpose: str) -> bytes:
    """Return the 32 bytes that are stored in place of a key."""
    return keyed_digest(_derived(Secret.SESSION, purpose), purpose, key.encode())


def seal(text: str, *, purpose: str, bound: bytes = b"") -> str:
    """Seal a short text; only `unseal` with the same purpose and binding opens it."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    cipher = Gcm(_derived(Secret.ACCOUNT, purpose))
    return base64.b64encode(nonce + cipher.seal(nonce, text.encode(), bound)).decode()


def unseal(sealed: str, *, purpose: str, bound: bytes = b"") -> str:
    """Open what `seal` made; raise `SealBrokenError` for anything else."""
    raw = base64.b64decode(sealed)
    cipher = Gcm(_derived(Secret.ACCOUNT, purpose))
    return cipher.open(raw[:NONCE_BYTES], raw[NONCE_BYTES:], bound).decode()


@lru_cache(maxsize=16)
def _derived(name: Secret, purpose: str) -> bytes:
    secret: bytes = settings.ENVIRONMENT.key_store.secret(name)
    return hkdf_sha256(secret, salt=None, info=b"sealmark identity v1\0" + purpose.encode())
