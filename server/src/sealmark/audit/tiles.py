"""Tiles: a log grows by a batch of leaves, without reading what it already holds.

- Pure: the right edge of the tree goes in, new tile rows, root and edge come out. No database.
- The edge is the partial tile of each level (at most 255 hashes), in the order of the levels; it
  is checked against the tree's size before anything is computed from it.
- A growth of m leaves on n costs O(m + log n) hashes and yields each changed tile once, at its
  widest: full tiles, and for each changed level the partial one.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Sequence
from dataclasses import dataclass

from sealmark_verify.encoding import HASH_SIZE
from sealmark_verify.errors import ProofError
from sealmark_verify.ranges import Range
from sealmark_verify.tiles import HEIGHT, WIDTH, row_root, tile_width

_TILE_BYTES = WIDTH * HASH_SIZE


@dataclass(frozen=True, slots=True, kw_only=True)
class TileRow:
    """A tile as it is stored: `width` hashes of 32 bytes, the `index`-th tile of `level`."""

    level: int
    index: int
    width: int
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """The right edge of a tree of `size` leaves: the partial tile of each level, or nothing."""

    size: int = 0
    partials: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        """Refuse partial tiles whose widths are not those of a tree of this size."""
        levels = -(-self.size.bit_length() // HEIGHT)
        widths = tuple((self.size >> (HEIGHT * level)) % WIDTH for level in range(levels))
        if tuple(len(data) for data in self.partials) != tuple(w * HASH_SIZE for w in widths):
            raise ProofError("the stored tiles at the right edge do not fit the size of the log")

    def root(self) -> bytes:
        """Return the root of the tree. Raises `ProofError` for a tree without leaves."""
        covered = Range()
        for level in reversed(range(len(self.partials))):
            for found in _hashes(self.partials[level]):
                covered.append(HEIGHT * level, found)
        return covered.root()


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """What a batch of leaves changes: the rows to store, and the new right edge."""

    tiles: tuple[TileRow, ...]
    edge: Edge


def edge_tiles(size: int) -> tuple[tuple[int, int, int], ...]:
    """Return (level, index, width) of the partial tiles that make the edge of a tree.

    A level whose last tile is full has no partial tile; its width here is 0 and its data empty.
    """
    levels = -(-size.bit_length() // HEIGHT)
    rows = ((level, size >> (HEIGHT * (level + 1))) for level in range(levels))
    return tuple((level, index, tile_width(level, index, size)) for level, index in rows)


def grow(edge: Edge, leaves: Sequence[bytes]) -> Growth:
    """Add leaf hashes to the right of the tree. Raises `ProofError` for what is no hash."""
    if any(len(leaf) != HASH_SIZE for leaf in leaves):
        raise ProofError(f"a leaf hash does not have {HASH_SIZE} bytes")
    tiles: list[TileRow] = []
    partials: list[bytes] = []
    size, arriving, level = edge.size + len(leaves), list(leaves), 0
    while size >> (HEIGHT * level):
        before = edge.partials[level] if level < len(edge.partials) else b""
        rows = _rows(level, edge.size >> (HEIGHT * (level + 1)), before + b"".join(arriving))
        tiles.extend(rows if arriving else ())
        partials.append(rows[-1].data if rows and rows[-1].width < WIDTH else b"")
        arriving = [row_root(_hashes(row.data)) for row in rows if row.width == WIDTH]
        level += 1
    return Growth(tiles=tuple(tiles), edge=Edge(size=size, partials=tuple(partials)))


def _rows(level: int, index: int, data: bytes) -> list[TileRow]:
    """Cut a row of hashes into tiles, the first of them at `index`."""
    pieces = [data[at : at + _TILE_BYTES] for at in range(0, len(data), _TILE_BYTES)]
    return [
        TileRow(level=level, index=index + place, width=len(piece) // HASH_SIZE, data=piece)
        for place, piece in enumerate(pieces)
    ]


def _hashes(data: bytes) -> tuple[bytes, ...]:
    return tuple(data[at : at + HASH_SIZE] for at in range(0, len(data), HASH_SIZE))
