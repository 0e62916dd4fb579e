"""Blobs in this process's memory, gone with it: `memory:`. For tests and trials."""

# SPDX-License-Identifier: Apache-2.0
from typing import Final

from obstore.store import MemoryStore

from sealmark.storage.domain import BlobBackend, Location
from sealmark.storage.objects import ObjectBackend

NAME: Final = "memory"
VERSION: Final = "1"


def open_at(location: Location) -> BlobBackend:
    """Open an empty store of its own."""
    location.allow(frozenset())
    return ObjectBackend(NAME, VERSION, MemoryStore())
