"""Blobs in Google Cloud Storage: `gcs://bucket/prefix`.

- Without a service account in the options the platform's own identity is used.
"""

# SPDX-License-Identifier: Apache-2.0
from typing import Any, Final

from obstore.store import GCSStore

from sealmark.storage.domain import BlobBackend, Location
from sealmark.storage.objects import RETRIES, TIMEOUTS, ObjectBackend

NAME: Final = "gcs"
VERSION: Final = "1"
OPTIONS: Final = frozenset({"service_account", "service_account_key"})


def open_at(location: Location) -> BlobBackend:
    """Open a bucket; nothing is asked of it yet."""
    options: Any = dict(location.allow(OPTIONS))
    store = GCSStore(
        location.bucket(),
        prefix=location.prefix(),
        config=options,
        client_options=TIMEOUTS,
        retry_config=RETRIES,
    )
    return ObjectBackend(NAME, VERSION, store)
