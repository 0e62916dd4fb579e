"""Refusals of the redaction context. Messages name fields, limits and remedies, never content."""

# SPDX-License-Identifier: Apache-2.0
from sealmark.kernel.errors import (
    ConflictError,
    ForbiddenError,
    InvalidInputError,
    Refusal,
    Unavailable,
)


class PolicyInvalidError(InvalidInputError):
    """The redaction policy is not as it must be."""


class UnknownPackError(InvalidInputError):
    """There is no policy file or pack of that name."""


class DetectorMissingError(Unavailable):
    """The policy names a detector that is not installed here, so nothing is redacted."""


class TransformMissingError(Unavailable):
    """The policy names a way of replacing that is not installed here, so nothing is redacted."""


class DetectorBrokenError(Unavailable):
    """A detector gave a place outside the text, so its findings cannot be trusted."""


class NotHeldError(ConflictError):
    """This asset is not in quarantine any more. Somebody decided about it; load the list again."""


class NothingToRecallError(ConflictError):
    """Nobody can see this text now: it is held back, or was taken back before."""


class NotAKindError(InvalidInputError):
    """This is no kind of thing that can be hidden."""


class NoPlaceError(InvalidInputError):
    """This place is not in the text. Select it again, or report the whole text."""


class TooManyReportsError(ForbiddenError):
    """You reported many texts in a short time. Tell your data steward, or go on in an hour."""

    status = 429


class ReasonNeededError(InvalidInputError):
    """Give a reason of 1 to 2,000 characters; it stays with the decision."""


class BelowFloorError(Refusal):
    """This policy would show what this deployment's floor hides. It was not taken into force."""

    status = 403


class NoPolicyError(Unavailable):
    """No redaction policy is in force in this project yet. Wait a moment, or look at the jobs."""


class DraftChangedError(ConflictError):
    """Somebody else has saved this draft meanwhile. Load it, and put your changes in again."""


class TrialInvalidError(InvalidInputError):
    """This cannot be tried as asked."""


class TrialGoneError(ConflictError):
    """What was to be tried is no longer there. Try it again."""


class NotWaitingForYesError(ConflictError):
    """This version does not wait for a second person any more. Load the page again."""


class OvertakenError(ConflictError):
    """A later version is in force already, so this one was not taken. Publish it anew."""


class AlreadyRenewingError(ConflictError):
    """The texts are being renewed already. See how far it is on the jobs page."""


class WishClosedError(ConflictError):
    """Somebody has dealt with this wish already. Load the page again."""
