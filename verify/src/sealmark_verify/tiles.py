"""Tiles (C2SP tlog-tiles): the hashes of a log, 256 to a file, and its entries beside them.

- Every tile and bundle has exactly the width that the size of the tree gives it.
- Paths have one spelling: `tile/0/x001/234`, `tile/0/x001/234.p/17`, `tile/entries/000`.
- `check_log` reads a whole log in order with constant memory and trusts the checkpoint only.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sealmark_verify.encoding import HASH_SIZE
from sealmark_verify.errors import FormatError, ProofError
from sealmark_verify.merkle import leaf_hash
from sealmark_verify.ranges import Node, Range

WIDTH = 256
HEIGHT = 8
MAX_ENTRY = 2**16 - 1
_GROUP = 1000

# Hands out the bytes of a tile by (level, index, width).
ReadTile = Callable[[int, int, int], bytes]
# Hands out the bytes of an entry bundle by (index, width).
ReadEntries = Callable[[int, int], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class TileId:
    """Names a tile: its level, its place in the level, and how many hashes it holds."""

    level: int
    index: int
    width: int


def tile_width(level: int, index: int, size: int) -> int:
    """Return how many hashes the tile holds in a tree of `size` leaves; 0 when it has none."""
    hashes = size >> (HEIGHT * level)
    return max(0, min(WIDTH, hashes - index * WIDTH))


def tile_path(tile: TileId) -> str:
    """Return the path of a tile below the log's prefix."""
    return f"tile/{tile.level}/{_place(tile.index, tile.width)}"


def entries_path(index: int, width: int) -> str:
    """Return the path of an entry bundle below the log's prefix."""
    return f"tile/entries/{_place(index, width)}"


def parse_tile(data: bytes, width: int) -> tuple[bytes, ...]:
    """Read `width` hashes. Raises `FormatError`."""
    if not 0 < width <= WIDTH or len(data) != width * HASH_SIZE:
        raise FormatError(f"a tile does not hold exactly {width} hashes")
    return tuple(data[at : at + HASH_SIZE] for at in range(0, len(data), HASH_SIZE))


def format_entries(entries: tuple[bytes, ...]) -> bytes:
    """Write an entry bundle: each entry after its length in two bytes. Raises `FormatError`."""
    if not 0 < len(entries) <= WIDTH or any(len(entry) > MAX_ENTRY for entry in entries):
        raise FormatError(f"a bundle holds 1 to {WIDTH} entries of at most {MAX_ENTRY} bytes")
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def parse_entries(data: bytes, width: int) -> tuple[bytes, ...]:
    """Read a bundle of `width` entries. Raises `FormatError`."""
    entries, at = list[bytes](), 0
    while at < len(data):
        length = int.from_bytes(data[at : at + 2], "big")
        entries.append(data[at + 2 : at + 2 + length])
        at += 2 + length
    if at != len(data) or not 0 < width <= WIDTH or len(entries) != width:
        raise FormatError(f"a bundle does not hold exactly {width} entries")
    return tuple(entries)


def node_reader(size: int, read: ReadTile) -> Node:
    """Return a function that finds the hash of any complete subtree in the tiles.

    Each call reads at most one tile; a caller that walks in order caches the last few.
    """

    def node(level: int, index: int) -> bytes:
        tile_level, height = divmod(level, HEIGHT)
        tile_index, first = divmod(index << height, WIDTH)
        width = tile_width(tile_level, tile_index, size)
        if first + (1 << height) > width:
            raise ProofError("the tree is too small to hold this subtree")
        hashes = parse_tile(read(tile_level, tile_index, width), width)
        return row_root(hashes[first : first + (1 << height)])

    return node


def row_root(hashes: Iterable[bytes]) -> bytes:
    """Return the root over a row of hashes. Raises `ProofError` when there is none."""
    covered = Range()
    for item in hashes:
        covered.append(0, item)
    return covered.root()


def check_log(size: int, root: bytes, read: ReadTile, entries: ReadEntries) -> None:
    """Refuse unless all entries and tiles of a log lead to `root`.

    Raises `ProofError` or `FormatError`, naming the file at fault.
    """
    covered = Range()
    for index in range(_tiles(size)):
        width = tile_width(0, index, size)
        try:
            leaves = [leaf_hash(entry) for entry in parse_entries(entries(index, width), width)]
        except FormatError as cause:
            raise FormatError(f"{entries_path(index, width)}: {cause}") from cause
        _check_tile(TileId(level=0, index=index, width=width), leaves, read)
        for leaf in leaves:
            covered.append(0, leaf)
    if covered.root() != root:
        raise ProofError("the entries do not lead to the root of the checkpoint")
    _check_upper_tiles(size, read)


def _check_upper_tiles(size: int, read: ReadTile) -> None:
    """Refuse unless every tile above level 0 is made of the full tiles below it."""
    level = 1
    while hashes := size >> (HEIGHT * level):
        for index in range(_tiles(hashes)):
            width = tile_width(level, index, size)
            below = [
                row_root(parse_tile(read(level - 1, index * WIDTH + place, WIDTH), WIDTH))
                for place in range(width)
            ]
            _check_tile(TileId(level=level, index=index, width=width), below, read)
        level += 1


def _check_tile(tile: TileId, hashes: list[bytes], read: ReadTile) -> None:
    if read(tile.level, tile.index, tile.width) != b"".join(hashes):
        raise ProofError(f"{tile_path(tile)}: the tile does not match what lies below it")


def _tiles(hashes: int) -> int:
    """Return how many tiles hold a row of `hashes`."""
    return -(-hashes // WIDTH)


def _place(index: int, width: int) -> str:
    groups = [f"{index % _GROUP:03d}"]
    while index := index // _GROUP:
        groups.append(f"x{index % _GROUP:03d}")
    suffix = "" if width == WIDTH else f".p/{width}"
    return "/".join(reversed(groups)) + suffix
