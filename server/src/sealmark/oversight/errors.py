"""What oversight refuses."""

# SPDX-License-Identifier: Apache-2.0
from sealmark.kernel.errors import ConflictError, InvalidInputError


class CannotFollowError(ConflictError):
    """The incident is in another state by now. Load it again."""


class ReasonMissingError(InvalidInputError):
    """Give a reason of 1 to 2,000 characters; it stays with the incident."""
