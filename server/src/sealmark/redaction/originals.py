"""Originals in the redactor's memory: read a batch at a time, opened, never written again.

- Whatever was received of an upload and is not settled yet, in the order in which it came.
"""

# SPDX-License-Identifier: Apache-2.0
import json
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection

from sealmark.kernel.ids import AssetId, ProjectId
from sealmark.redaction.sealing import original_place
from sealmark.vault import runtime
from sealmark.vault.domain import Clear, DataKey, Raw, Sealed, StoredKey
from sealmark.vault.services import reveal_raw

_READ = """
SELECT a.id, a.dataset_id, p.body, k.wrapped, k.epoch,
       (SELECT subject_id FROM assets_asset_subject s
        WHERE s.project_id = a.project_id AND s.asset_id = a.id LIMIT 1)
FROM assets_asset a
JOIN assets_original_part p ON p.project_id = a.project_id AND p.asset_id = a.id AND p.ordinal = 0
JOIN vault_raw_item_key k ON k.project_id = a.project_id AND k.id = a.id AND k.wrapped IS NOT NULL
WHERE a.project_id = %s AND a.upload_id = %s AND a.state = 'received'
ORDER BY a.ordinal LIMIT %s
"""
_TOTAL = "SELECT count(*) FROM assets_asset WHERE upload_id = %s AND state = 'received'"


@dataclass(slots=True, kw_only=True)
class Original:
    """An original in the redactor's memory."""

    asset: AssetId
    realm: UUID
    subject: str
    clear: Clear[Raw]
    key: DataKey = field(repr=False)
    body: dict[str, Any] = field(repr=False)


def waiting(upload: UUID) -> int:
    """Return how many assets of an upload wait to be redacted; inside the project's scope."""
    with connection.cursor() as cursor:
        cursor.execute(_TOTAL, [upload])
        (left,) = cursor.fetchone()
    return int(left)


def read(project: ProjectId, upload: UUID, *, most: int) -> list[Original]:
    """Open up to `most` waiting originals of an upload; inside the project's scope."""
    with connection.cursor() as cursor:
        cursor.execute(_READ, [project, upload, most])
        rows = cursor.fetchall()
    keys = runtime.raw().unwrap_items(
        project,
        {row[0]: StoredKey(wrapped=bytes(row[3]), epoch=row[4]) for row in rows},
    )
    originals = []
    for asset, dataset, blob, _, _, subject in rows:
        sealed = Sealed(zone=Raw, blob=bytes(blob))
        clear = runtime.raw().open(project, keys[asset], sealed, original_place(project, asset))
        originals.append(
            Original(
                asset=AssetId(asset),
                realm=subject or dataset,
                subject=str(subject or ""),
                clear=clear,
                key=keys[asset],
                body=json.loads(reveal_raw(clear)),
            )
        )
    return originals
