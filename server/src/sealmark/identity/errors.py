"""Refusals of the identity context. Messages never tell whether an account exists."""

# SPDX-License-Identifier: Apache-2.0
from sealmark.kernel.errors import ConflictError, InvalidInputError, NotFoundError


class LinkSpentError(NotFoundError):
    """This link was used, has run out, or never existed. Ask for a new one."""


class SessionGoneError(NotFoundError):
    """You have no such session, or it has ended."""


class WeakPasswordError(InvalidInputError):
    """Choose another password: at least 12 characters, not a common one, not your name."""


class AccountExistsError(ConflictError):
    """There is an account with this e-mail address already."""
