"""Samples of a project's texts: the same seed draws the same assets, as long as they are there.

- Drawn from what redaction has dealt with, ready or held back.
- Assets have random ids: those that come after points drawn by the seed are as good as any, and a
  million of them are never sorted.
"""

# SPDX-License-Identifier: Apache-2.0
import hashlib
from typing import Final
from uuid import UUID

from django.db import connection

from sealmark.kernel.ids import AssetId, ProjectId
from sealmark.redaction.originals import Original, read_assets
from sealmark.redaction.rerendering import RENDERED

_DRAW = """
SELECT DISTINCT drawn.id FROM unnest(%(points)s::uuid[]) AS point
CROSS JOIN LATERAL (
    SELECT id FROM assets_asset
    WHERE project_id = %(project)s AND state = ANY(%(states)s) AND id >= point
    ORDER BY id LIMIT %(each)s
) AS drawn
"""
_POINTS: Final = 32


def sample(project: ProjectId, *, most: int, seed: int) -> list[Original]:
    """Open up to `most` originals drawn by `seed`; in the redactor, inside the project's scope."""
    points = [_point(seed, at) for at in range(_POINTS - 1)]
    # The first point of all finds something in a small project, whatever the seed.
    points.append(UUID(int=0))
    states = [state.value for state in RENDERED]
    with connection.cursor() as cursor:
        cursor.execute(
            _DRAW, {"points": points, "project": project, "states": states, "each": most}
        )
        found = [AssetId(row[0]) for row in cursor.fetchall()]
    chosen = sorted(found, key=lambda asset: _rank(seed, asset))[:most]
    originals = read_assets(project, chosen, states=RENDERED)
    return sorted(originals, key=lambda one: _rank(seed, one.asset))


def _point(seed: int, at: int) -> UUID:
    return UUID(bytes=hashlib.sha256(f"{seed}/{at}".encode()).digest()[:16])


def _rank(seed: int, asset: UUID) -> bytes:
    return hashlib.sha256(f"{seed}/".encode() + asset.bytes).digest()
