"""What the workflow refuses."""

# SPDX-License-Identifier: Apache-2.0
from sealmark.kernel.errors import ConflictError, ForbiddenError, InvalidInputError


class LeaseLostError(ConflictError):
    """Your time with this task is over, or it was taken back. What you had is kept as a draft."""


class TakenBackError(ConflictError):
    """This text was taken back. What you had is kept as last saved, for the text that follows."""


class NotReadyError(ConflictError):
    """Work cannot start yet: something is missing. The set-up says what."""


class SameHandsError(ConflictError):
    """The person who labeled a task may not review it."""


class CannotReopenError(ConflictError):
    """This task has been reviewed, or is in review now, and cannot be reopened."""


class TooManySkipsError(ForbiddenError):
    """You skipped many tasks in a short time. Ask your team manager, or go on in an hour."""

    status = 429


class CommentNeededError(InvalidInputError):
    """Say in a comment what should be changed; the labeler sees nothing else of you."""


class StaleDraftError(ConflictError):
    """A newer draft of this task was saved from another window. Load the task again."""


class SensitiveTextError(InvalidInputError):
    """What you wrote seems to name a person or an identifier. Describe it without naming it."""


class UnfitAssigneeError(InvalidInputError):
    """This person does not do this kind of work in the project. Give them the role first."""


class QuestionNeededError(InvalidInputError):
    """Write down what you want to know; whoever answers does not see the text."""


class IssueClosedError(ConflictError):
    """This question is closed. Ask a new one if something is still open."""


class TooManyIssuesError(InvalidInputError):
    """There are 20 open questions about this text already. Wait for an answer, or skip it."""
