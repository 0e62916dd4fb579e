"""Blobs in Azure Blob Storage: `azure://container/prefix`.

- Without a key in the options the platform's own identity is used (managed or workload identity).
"""

# SPDX-License-Identifier: Apache-2.0
from typing import Any, Final

from obstore.store import AzureStore

from sealmark.storage.domain import BlobBackend, Location
from sealmark.storage.objects import RETRIES, TIMEOUTS, ObjectBackend, plain_http

NAME: Final = "azure"
VERSION: Final = "1"
OPTIONS: Final = frozenset({"account_name", "account_key", "endpoint", "tenant_id", "client_id"})


def open_at(location: Location) -> BlobBackend:
    """Open a container; nothing is asked of it yet."""
    options: Any = dict(location.allow(OPTIONS))
    store = AzureStore(
        location.bucket(),
        prefix=location.prefix(),
        config=options,
        client_options=TIMEOUTS | {"allow_http": plain_http(options.get("endpoint"))},
        retry_config=RETRIES,
    )
    return ObjectBackend(NAME, VERSION, store)
