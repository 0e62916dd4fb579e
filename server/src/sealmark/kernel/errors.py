"""Errors: a class with a sentence and a status; the tree is by whose fault it is.

- The class docstring is the message a person reads; it never holds content, names or e-mails.
- `Refusal`: the request was understood and is not allowed or not possible (4xx).
- `Unavailable`: we cannot do it now, nothing was lost, try again (503).
- Anything else is a defect of ours (500) and is logged without content.
"""

# SPDX-License-Identifier: Apache-2.0
import re
from typing import ClassVar


class SealmarkError(Exception):
    """Something went wrong."""

    status: ClassVar[int] = 500

    def __init__(self, detail: str | None = None, *, field: str | None = None) -> None:
        """Keep an optional longer sentence and the name of the field at fault (never its value)."""
        self.detail = detail or (type(self).__doc__ or "").split("\n\n", maxsplit=1)[0].strip()
        self.field = field
        super().__init__(self.detail)

    @property
    def code(self) -> str:
        """The stable machine name: `SameHandsError` -> `same-hands`."""
        words = re.sub(r"(?<!^)(?=[A-Z])", "-", type(self).__name__.removesuffix("Error"))
        return words.lower()


class Refusal(SealmarkError):  # noqa: N818 - the glossary's word for a 4xx
    """This cannot be done as asked."""

    status = 400


class InvalidInputError(Refusal):
    """Something in the request is not as it must be."""

    status = 422


class NotFoundError(Refusal):
    """There is nothing here, or it is not yours."""

    status = 404


class ForbiddenError(Refusal):
    """Your role in this project does not allow this."""

    status = 403


class ConflictError(Refusal):
    """Someone changed this meanwhile, or it is not in the state that this needs."""

    status = 409


class Unavailable(SealmarkError):  # noqa: N818 - the glossary's word for a 503
    """A part of Sealmark that this needs is not ready. Nothing was lost; try again in a moment."""

    status = 503
