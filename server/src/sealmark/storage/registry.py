"""Which kinds of storage are here: every file of the folder, no list to edit."""

# SPDX-License-Identifier: Apache-2.0
import importlib
import pkgutil
from collections.abc import Callable

from sealmark.storage import backends
from sealmark.storage.domain import BlobBackend, Location
from sealmark.storage.errors import StorageLocationError


def backend_names() -> frozenset[str]:
    """Return the names of all kinds of storage that have a file here."""
    return frozenset(module.name for module in pkgutil.iter_modules(backends.__path__))


def open_backend(location: Location) -> BlobBackend:
    """Open the place that a location names, or raise `StorageLocationError`."""
    if location.backend not in backend_names():
        known = ", ".join(sorted(backend_names()))
        raise StorageLocationError(f"Blobs can be stored in: {known}.")
    module = importlib.import_module(f"{backends.__name__}.{location.backend}")
    opening: Callable[[Location], BlobBackend] = module.open_at
    return opening(location)
