"""What intake refuses."""

# SPDX-License-Identifier: Apache-2.0
from sealmark.kernel.errors import ConflictError, InvalidInputError


class UploadClosedError(ConflictError):
    """This upload is complete or was cancelled; start a new one."""


class PartsMissingError(ConflictError):
    """Not every part of the upload has arrived. Send the missing parts, then complete it again."""


class PartRefusedError(InvalidInputError):
    """This part is not the one that belongs here: check its number and its size."""


class UploadRefusedError(InvalidInputError):
    """This upload cannot be taken in as it is described."""


class DatasetNameError(InvalidInputError):
    """A dataset's name has 1 to 200 characters and is used once in a project."""
