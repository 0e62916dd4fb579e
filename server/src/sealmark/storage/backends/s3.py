"""Blobs in Amazon S3 or a store that speaks it: `s3://bucket/prefix`.

- Without keys in the options the platform's own identity is used (role, instance, environment).
- Writes are conditional (`If-None-Match`); a store without them refuses, and so do we.
"""

# SPDX-License-Identifier: Apache-2.0
from typing import Any, Final

from obstore.store import S3Store

from sealmark.storage.domain import BlobBackend, Location
from sealmark.storage.objects import RETRIES, TIMEOUTS, ObjectBackend, plain_http

NAME: Final = "s3"
VERSION: Final = "1"
OPTIONS: Final = frozenset(
    {"region", "endpoint", "access_key_id", "secret_access_key", "session_token", "sse_kms_key_id"}
)


def open_at(location: Location) -> BlobBackend:
    """Open a bucket; nothing is asked of it yet."""
    options: Any = dict(location.allow(OPTIONS))
    store = S3Store(
        location.bucket(),
        prefix=location.prefix(),
        config=options,
        client_options=TIMEOUTS | {"allow_http": plain_http(options.get("endpoint"))},
        retry_config=RETRIES,
    )
    return ObjectBackend(NAME, VERSION, store)
