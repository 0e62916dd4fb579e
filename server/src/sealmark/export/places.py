"""Where export's sealed values belong, and what it opens of others': one name per place."""

# SPDX-License-Identifier: Apache-2.0
from uuid import UUID

from sealmark.vault.domain import Place, place, place_in


def reason_place(project: UUID, request: UUID) -> Place:
    """Name why somebody asks for an export."""
    return place("export_request.reason", project, request)


def approval_place(project: UUID, approval: UUID) -> Place:
    """Name why somebody approves or refuses."""
    return place("export_approval.reason", project, approval)


def key_place(project: UUID, request: UUID) -> Place:
    """Name the export's own key."""
    return place("export_release.sealed_key", project, request)


def report_place(project: UUID, request: UUID) -> Place:
    """Name what the redactor counted while it aligned."""
    return place("export_release.report", project, request)


def identifiers_place(project: UUID, batch: UUID) -> Place:
    """Name the customer's ids of one batch."""
    return place("export_batch.identifiers", project, batch)


def bundle_place(project: UUID, request: UUID) -> Place:
    """Name the bundle in the blob store."""
    return place("export.bundle", project, request)


def aside_place(project: UUID, request: UUID) -> Place:
    """Name the revisions that wait while the data is written."""
    return place("export.aside", project, request)


def renditions_place(project: UUID) -> Place:
    """Name the parts of all renditions; see `first_part`."""
    return place("redaction_rendition_part.body", project)


def originals_place(project: UUID) -> Place:
    """Name the parts of all originals; see `first_part`."""
    return place("assets_original_part.body", project)


def first_part(all_parts: Place, one: UUID) -> Place:
    """Name the first part of a rendition or an original, as redaction or the splitter seals it."""
    return place_in(all_parts, one, 0)


def secret_map_place(project: UUID, rendition: UUID) -> Place:
    """Name what leads from a rendition back to its original, as redaction seals it."""
    return place("redaction_secret_map.body", project, rendition)
