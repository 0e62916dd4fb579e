"""A look at an export before it is asked for: how many labels, and the first as they would leave.

- Renditions only, whatever content will be asked for: originals are opened by the redactor alone.
- What people wrote is scanned as in the export; a document with a finding is not shown.
- A look is an act: the log is told which texts were shown, and to whom.
- The customer's own ids are known to the redactor alone: here, each text has the asset's id.
"""

# SPDX-License-Identifier: Apache-2.0
import io
from typing import Any

from django.db import connection

from sealmark.annotations.services import open_bodies
from sealmark.export import selectors
from sealmark.export.choosing import CHOSEN, FINAL, LABELED, chosen_names, refuse_foreign
from sealmark.export.domain import Person, Preview, Record, Wanted, refuse_selection
from sealmark.export.errors import ExportRefusedError
from sealmark.export.events import tell
from sealmark.export.places import first_part, renditions_place
from sealmark.export.reading import record_of, stored_keys
from sealmark.export.registry import format_names, open_format
from sealmark.export.scanning import Rescan
from sealmark.kernel.clock import Clock
from sealmark.kernel.ids import ProjectId
from sealmark.vault import runtime
from sealmark.vault.domain import Redacted

ROWS = 10
LARGEST_SAMPLE = 64 * 1024

_COUNTS = f"""
SELECT d.state, count(*) FROM ({CHOSEN}) c
JOIN annotations_document d ON d.project_id = %(project)s AND d.id = c.document GROUP BY d.state
"""  # noqa: S608 - our own text
# The columns of an export's rows, see `reading`: what opens them reads both alike.
_FIRST = f"""
SELECT r.id, r.asset_id, r.document_id, r.rendition_id, true,
       r.duty = 'review' OR r.outcome = 'moved_reviewed', r.body, NULL,
       dk.wrapped, dk.epoch, p.body, rk.wrapped, rk.epoch
FROM (SELECT c.* FROM ({CHOSEN}) c ORDER BY c.document LIMIT %(rows)s) c
JOIN annotations_revision r ON r.project_id = %(project)s AND r.id = c.current
JOIN redaction_rendition_part p ON p.project_id = r.project_id
    AND p.rendition_id = r.rendition_id AND p.ordinal = 0
JOIN vault_work_item_key dk ON dk.project_id = r.project_id AND dk.id = r.document_id
JOIN vault_work_item_key rk ON rk.project_id = r.project_id AND rk.id = r.rendition_id
ORDER BY c.document
"""  # noqa: S608 - our own text


def preview(person: Person, wanted: Wanted, *, clock: Clock) -> Preview:
    """Count what would leave, and show the first of it."""
    if wanted.format not in format_names():
        raise ExportRefusedError(
            f"Formats are: {', '.join(sorted(format_names()))}.", field="format"
        )
    refuse_selection(wanted.selection)
    refuse_foreign(person.project, wanted.selection)
    counts = _counted(person.project, wanted)
    ontology = selectors.exported_ontology(person.project)
    rescan = Rescan(ontology)
    first = list(rescan.through(iter(_first(person.project, wanted))))
    shown = tuple(record for record in first if record.asset not in rescan.found)
    sink = io.BytesIO()
    open_format(wanted.format).write(iter(shown), sink, ontology)
    sample = sink.getvalue()
    tell(
        "previewed",
        person.project,
        person.organization,
        person.user,
        clock.now(),
        assets=[str(record.asset) for record in shown],
        format=wanted.format,
        policies=person.policy_set,
    )
    return Preview(
        documents=sum(counts.values()) if wanted.include_unreviewed else counts.get(FINAL, 0),
        unreviewed=counts.get(LABELED, 0),
        records=shown,
        ontology=ontology,
        withheld=len(first) - len(shown),
        sample=sample[:LARGEST_SAMPLE].decode("utf-8", "ignore"),
        is_cut=len(sample) > LARGEST_SAMPLE,
    )


def _counted(project: ProjectId, wanted: Wanted) -> dict[str, int]:
    names = chosen_names(project, wanted) | {"states": [FINAL, LABELED]}
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, names)
        return dict(cursor.fetchall())


def _first(project: ProjectId, wanted: Wanted) -> list[Record]:
    with connection.cursor() as cursor:
        cursor.execute(_FIRST, chosen_names(project, wanted) | {"rows": ROWS})
        rows: list[tuple[Any, ...]] = [_plain(row) for row in cursor.fetchall()]
    stored = stored_keys(rows, 2, 8) | stored_keys(rows, 3, 11)
    keys = runtime.work().unwrap_items(project, stored)
    bodies = open_bodies(project, ((keys[row[2]], row[0], row[6]) for row in rows))
    renditions = renditions_place(project)
    opened = runtime.work().open_each(
        project,
        Redacted,
        ((keys[row[3]], row[10], first_part(renditions, row[3])) for row in rows),
    )
    return [
        record_of(row, "", clear.reveal(), canonical)
        for row, (_, canonical), clear in zip(rows, bodies, opened, strict=True)
    ]


def _plain(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return a row whose bytes are bytes."""
    return tuple(bytes(value) if isinstance(value, memoryview) else value for value in row)
