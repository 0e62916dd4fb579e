"""What can go wrong with blobs, by whose fault it is.

- No message holds an address, a credential or a key of a blob.
"""

# SPDX-License-Identifier: Apache-2.0
from sealmark.kernel.errors import ConflictError, InvalidInputError, SealmarkError, Unavailable


class BlobKeyError(SealmarkError):
    """This is not a key that Sealmark made."""


class BlobMissingError(SealmarkError):
    """A stored object is missing from the blob store. Restore it from the store's own backup."""


class BlobExistsError(ConflictError):
    """There is an object under this key already, and objects are written once."""


class StorageUnavailableError(Unavailable):
    """The blob store does not answer. Nothing was lost; try again in a moment."""


class StorageLocationError(InvalidInputError):
    """This is not a place where blobs can be stored."""


class ZoneRefusedError(SealmarkError):
    """This process has no part in this zone, and no place for its blobs."""
