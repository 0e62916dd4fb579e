"""What export refuses, and what ends a release: the sentence is what people read.

- None holds content; counts and limits only.
"""

# SPDX-License-Identifier: Apache-2.0
from sealmark.kernel.errors import ConflictError, ForbiddenError, InvalidInputError, Refusal


class ExportRefusedError(InvalidInputError):
    """This export cannot be made as asked."""


class NotWaitingError(ConflictError):
    """This export is not waiting for an approval any more. Load the page again."""


class HasEndedError(ConflictError):
    """This export has ended already. Load the page again."""


class NotReadyError(ConflictError):
    """This export is not ready to be downloaded."""


class ExpiredError(Refusal):
    """This bundle was kept for 30 days and has been destroyed. Ask for the export again."""

    status = 410


class BrokeOffError(ConflictError):
    """It broke off, and nothing left. Ask again; if it does so again, tell your administrator."""


class RangeNeededError(Refusal):
    """This bundle is larger than one answer. Ask for it in ranges, as the export page does."""

    status = 413


class OtherBundleError(Refusal):
    """This is not the bundle that the download began with. Begin it anew."""

    status = 412


class RangeOutsideError(Refusal):
    """The bundle ends before this range begins."""

    status = 416


class RightsGoneError(ForbiddenError):
    """Whoever asked for this export, or approved it, may no longer do so. Ask again."""


class ApprovalMissingError(ForbiddenError):
    """Nobody has approved exactly this export."""


class RecipientUnknownError(ForbiddenError):
    """Originals leave to known recipients only. On the server: `sealmark recipient allow LINE`."""


class NothingToExportError(ConflictError):
    """There is nothing to export: no labels are final. Include unreviewed ones, or label first."""


class ErasedMeanwhileError(ConflictError):
    """Something was erased or recalled meanwhile: nothing left. Ask again; it is left out then."""


class RedactorEndedError(ConflictError):
    """The redactor did not hand over the ids of these texts, so nothing left. Ask again."""


class FreeTextSensitiveError(ConflictError):
    """Free text that people wrote holds identifiers. Send those labels back, then ask again."""


class FreeTextRefusedError(ConflictError):
    """Labels hold free text, which an aligned export takes along only if asked to. Ask again so."""


class EvidenceGapError(ConflictError):
    """The log does not hold every event of these labels. Nothing left; tell your administrator."""
