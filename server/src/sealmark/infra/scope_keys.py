"""Tell the database which keys verify scopes: done by the owner, after every migration.

- The database keeps the two HMAC pads of each runtime role where no runtime role can read them.
- A key that changed replaces the old one: open transactions of that role end with an error.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Mapping

from django.db import connection, transaction

from sealmark.infra.roles import role

_BLOCK = 64
_UPSERT = """
INSERT INTO sealmark.scope_secret (role, inner_pad, outer_pad) VALUES (%s, %s, %s)
ON CONFLICT (role) DO UPDATE SET inner_pad = excluded.inner_pad, outer_pad = excluded.outer_pad
"""


def install(keys: Mapping[str, bytes]) -> None:
    """Store the pads of each identity's 32-byte scope key (RFC 2104)."""
    rows = [
        (role(identity), _pad(key, 0x36), _pad(key, 0x5C)) for identity, key in sorted(keys.items())
    ]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(_UPSERT, rows)


def _pad(key: bytes, byte: int) -> bytes:
    return bytes(one ^ byte for one in key.ljust(_BLOCK, b"\0"))
