"""What can go wrong with keys and sealed values, by whose fault it is.

- No message ever holds content, key material, or the value that failed to open.
"""

# SPDX-License-Identifier: Apache-2.0
from sealmark.kernel.errors import InvalidInputError, NotFoundError, SealmarkError, Unavailable


class SealBrokenError(SealmarkError):
    """A sealed value does not open: it was changed, cut short, or belongs somewhere else."""


class KeyNotHeldError(SealmarkError):
    """This part of Sealmark does not hold the key for that, by design."""


class VaultUnavailableError(Unavailable):
    """A key that this needs cannot be read now. Nothing was lost, and nothing is shown."""


class KeyErasedError(NotFoundError):
    """There is nothing here any more: its key was destroyed, or never made."""


class KeysExistError(SealmarkError):
    """There are keys in this folder already; they are never overwritten."""


class RecoveryKeyError(InvalidInputError):
    """This is not a recovery key of this installation. Check it for mistyped characters."""


class RecipientKeyError(InvalidInputError):
    """This is not a recipient key. It looks like `sealmark-recipient-x25519:` and 44 characters."""
