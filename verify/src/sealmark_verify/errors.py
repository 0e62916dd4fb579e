"""Errors: what is wrong with the evidence, in words that name the place and never the content.

- `VerifyError`: the root; its message is one sentence a person can act on.
- `FormatError`: bytes are not in the one form that we accept.
- `ProofError`: the form is right, the mathematics is not.
- `SignatureError`: a signature is missing, or does not belong to these bytes and this key.
- `BundleError`: a part of a bundle is wrong; `where` names file, line and revision.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator
from contextlib import contextmanager


class VerifyError(Exception):
    """This evidence does not hold."""


class FormatError(VerifyError):
    """These bytes are not in the one form that is accepted."""


class CanonicalError(FormatError):
    """This value has no canonical JSON form, or these bytes are not that form."""


class ProofError(VerifyError):
    """This Merkle proof does not lead to the signed root."""


class SignatureError(VerifyError):
    """A required signature is missing or does not verify."""


class BundleError(VerifyError):
    """A part of the bundle is wrong."""

    def __init__(self, what: str, *, where: str) -> None:
        """Say what is wrong, and `where` (file, line, revision)."""
        self.what = what
        self.where = where
        super().__init__(f"{where}: {what}")


@contextmanager
def located(where: str) -> Iterator[None]:
    """Turn an error raised inside into one that says `where`, unless it says so already."""
    try:
        yield
    except BundleError:
        raise
    except VerifyError as cause:
        raise BundleError(str(cause), where=where) from cause
