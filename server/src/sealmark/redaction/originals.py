"""Originals in the redactor's memory: read a batch at a time, opened, never written again.

- Of an upload: whatever was received and is not settled yet, in the order in which it came.
- Or such as are named, whose rendition is to be made anew.
"""

# SPDX-License-Identifier: Apache-2.0
import json
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection

from sealmark.assets.domain import AssetState
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
WHERE a.project_id = %(project)s
"""
_OF_UPLOAD = f"""{_READ} AND a.upload_id = %(upload)s AND a.state = 'received'
ORDER BY a.ordinal LIMIT %(most)s
"""
_NAMED = f"{_READ} AND a.id = ANY(%(assets)s) AND a.state = ANY(%(states)s) ORDER BY a.id"
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


def read_upload(project: ProjectId, upload: UUID, *, most: int) -> list[Original]:
    """Open up to `most` waiting originals of an upload; inside the project's scope."""
    return _read(_OF_UPLOAD, {"project": project, "upload": upload, "most": most})


def read_assets(
    project: ProjectId, assets: Collection[AssetId], *, states: Collection[AssetState]
) -> list[Original]:
    """Open the originals of these assets that stand in one of `states` and are not erased."""
    names = {"assets": list(assets), "states": [state.value for state in states]}
    return _read(_NAMED, {"project": project, **names})


def _read(statement: str, names: dict[str, Any]) -> list[Original]:
    project = ProjectId(names["project"])
    with connection.cursor() as cursor:
        cursor.execute(statement, names)
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
