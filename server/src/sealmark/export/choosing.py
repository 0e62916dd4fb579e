"""Choosing: which label documents an export takes along; one statement for counting and gathering.

- Left out: what was recalled or erased. A document's time, guideline and classes are those of its
  latest revision.
- The statement knows no person: whoever runs it has been let in before.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Container
from typing import Any

from sealmark.assets import selectors as assets
from sealmark.export import selectors
from sealmark.export.domain import Selection, Wanted
from sealmark.export.errors import ExportRefusedError
from sealmark.kernel.ids import ProjectId
from sealmark.ontology import selectors as ontologies

_WORDS = {"datasets": "datasets", "guidelines": "guideline versions", "classes": "classes"}
FINAL, LABELED = "final", "labeled"
CHOSEN = """
SELECT d.id AS document, d.number, d.current
FROM annotations_document d
JOIN vault_work_item_key dk ON dk.project_id = d.project_id AND dk.id = d.id
    AND dk.wrapped IS NOT NULL
JOIN vault_work_item_key rk ON rk.project_id = d.project_id AND rk.id = d.rendition_id
    AND rk.wrapped IS NOT NULL
WHERE d.project_id = %(project)s AND d.number > 0 AND d.state = ANY(%(states)s)
  AND d.rendition_id NOT IN (
    SELECT c.rendition_id FROM redaction_recall x
    JOIN redaction_clearance c ON c.project_id = x.project_id AND c.id = x.clearance_id
    WHERE x.project_id = %(project)s)
  AND (%(datasets)s::uuid[] IS NULL OR d.asset_id IN (
    SELECT a.id FROM assets_asset a
    WHERE a.project_id = %(project)s AND a.dataset_id = ANY(%(datasets)s::uuid[])))
  AND ((%(labeled_from)s::timestamptz IS NULL AND %(labeled_until)s::timestamptz IS NULL)
    OR EXISTS (
      SELECT FROM annotations_revision v
      WHERE v.project_id = d.project_id AND v.id = d.current
        AND v.created_at >= coalesce(%(labeled_from)s::timestamptz, '-infinity')
        AND v.created_at < coalesce(%(labeled_until)s::timestamptz, 'infinity')))
  AND (%(guidelines)s::int[] IS NULL OR EXISTS (
    SELECT FROM annotations_revision v
    JOIN ontology_guideline_version g ON g.project_id = v.project_id
        AND g.id = v.guideline_version_id
    WHERE v.project_id = d.project_id AND v.id = d.current
      AND g.number = ANY(%(guidelines)s::int[])))
  AND (%(classes)s::text[] IS NULL OR EXISTS (
    SELECT FROM annotations_tally y
    WHERE y.project_id = d.project_id AND y.id = d.current
      AND string_to_array(y.classes, ' ') && %(classes)s::text[]))
"""


def chosen_names(project: ProjectId, wanted: Wanted) -> dict[str, Any]:
    """Return what `CHOSEN` fills in."""
    selection = wanted.selection
    return {
        "project": project,
        "states": [FINAL, LABELED] if wanted.include_unreviewed else [FINAL],
        "datasets": list(selection.datasets) or None,
        "guidelines": list(selection.guidelines) or None,
        "classes": list(selection.classes) or None,
        "labeled_from": selection.labeled_from,
        "labeled_until": selection.labeled_until,
    }


def refuse_foreign(project: ProjectId, selection: Selection) -> None:
    """Refuse a dataset, a guideline version or a class that is not one of the project's."""
    known: dict[str, Container[object]] = {}
    if selection.datasets:
        known["datasets"] = {row.id for row in assets.datasets(project)}
    if selection.guidelines:
        known["guidelines"] = {row.number for row in ontologies.guideline_versions(project)}
    if selection.classes:
        known["classes"] = selectors.exported_ontology(project).class_ids
    for field, names in known.items():
        if any(one not in names for one in getattr(selection, field)):
            raise ExportRefusedError(
                f"One of these {_WORDS[field]} is not in this project. Load the page again and "
                "choose anew.",
                field=field,
            )
