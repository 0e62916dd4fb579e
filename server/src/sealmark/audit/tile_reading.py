"""Tiles read back: the hash of any complete subtree of a log at one size.

- Full tiles are fetched in runs and the last few are kept, for readers that walk in order.
- Each read opens the scope that it is given and closes it: none is held while hashes are used.
"""

# SPDX-License-Identifier: Apache-2.0
from collections import OrderedDict
from collections.abc import Callable
from contextlib import AbstractContextManager

from django.db import connection

from sealmark.kernel.ids import OrganizationId
from sealmark_verify.ranges import Node
from sealmark_verify.tiles import WIDTH, node_reader

_KEPT_TILES = 256
_TILES_AHEAD = 32
_TILE = """
SELECT data FROM audit_tile
WHERE organization_id = %s AND level = %s AND index = %s AND width = %s
"""
_FULL_TILES = """
SELECT index, data FROM audit_tile
WHERE organization_id = %s AND level = %s AND index >= %s AND index < %s AND width = 256
"""


class TileReader:
    """Reads tiles of one log at one size; keeps the last few, fetches full ones in runs."""

    def __init__(
        self,
        organization: OrganizationId,
        size: int,
        scope: Callable[[], AbstractContextManager[object]],
    ) -> None:
        """Read the tree of `size` leaves; each read opens `scope` for itself."""
        self._organization = organization
        self._scope = scope
        self._kept: OrderedDict[tuple[int, int, int], bytes] = OrderedDict()
        self.node: Node = node_reader(size, self.read)

    def read(self, level: int, index: int, width: int) -> bytes:
        """Return the bytes of a tile; empty if the log does not have it."""
        wanted = (level, index, width)
        if wanted not in self._kept:
            with self._scope():
                self._fetch(level, index, width)
        if wanted not in self._kept:
            return b""
        self._kept.move_to_end(wanted)
        return self._kept[wanted]

    def _fetch(self, level: int, index: int, width: int) -> None:
        with connection.cursor() as cursor:
            if width < WIDTH:
                cursor.execute(_TILE, [self._organization, level, index, width])
                found = [(index, row[0]) for row in cursor.fetchall()]
            else:
                ahead = index + _TILES_AHEAD
                cursor.execute(_FULL_TILES, [self._organization, level, index, ahead])
                found = cursor.fetchall()
        for place, data in found:
            self._kept[level, place, width] = bytes(data)
        while len(self._kept) > _KEPT_TILES:
            self._kept.popitem(last=False)
