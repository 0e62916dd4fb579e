"""Refusals of the tenancy context."""

# SPDX-License-Identifier: Apache-2.0
from sealmark.kernel.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError


class LastOwnerError(ConflictError):
    """An organization keeps at least one owner. Make somebody else an owner first."""


class LastProjectAdminError(ConflictError):
    """A project keeps at least one project admin. Make somebody else one first."""


class OwnSuspensionError(ConflictError):
    """You cannot suspend yourself. Ask another project admin."""


class InvitationSpentError(NotFoundError):
    """This invitation was used, withdrawn, has run out, or is not for you. Ask for a new one."""


class InvitationNeedsAccountError(InvalidInputError):
    """Choose your name and a password to accept this invitation."""


class InvitationNeedsSignInError(ForbiddenError):
    """There is an account with this address: sign in with it first, then open this link again."""


class EndInThePastError(InvalidInputError):
    """The end date must lie in the future."""


class InvitationTooLongError(InvalidInputError):
    """An invitation is valid for at least a minute and at most 30 days."""


class NoSuchPersonError(NotFoundError):
    """There is no such person here."""


class AppointmentError(ForbiddenError):
    """Only an owner gives or takes a role other than member."""


class GrantExistsError(ConflictError):
    """This person has that role in this project already."""


class NotProtectedError(ConflictError):
    """Protected mode is off in this project: there is nothing to switch off."""


class AlreadyAskedError(ConflictError):
    """Somebody asked for this already: approve or decline that request first."""


class OwnRequestError(ForbiddenError):
    """Somebody else has to approve what you asked for."""


class OwnExemptionError(ForbiddenError):
    """Nobody exempts themselves: ask another project admin."""


class AlreadyExemptError(ConflictError):
    """This person has an exemption already: end it first to give another one."""


class ExemptionTooLongError(InvalidInputError):
    """An exemption lasts a year at most. Choose an earlier end; it can be given again."""
