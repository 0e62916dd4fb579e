"""Tiles: another implementation's log, read whole; paths and widths of the specification."""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealmark_verify.checkpoint import Checkpoint, open_checkpoint
from sealmark_verify.errors import FormatError, ProofError, VerifyError
from sealmark_verify.keys import parse_key_line
from sealmark_verify.merkle import leaf_hash, verify_inclusion
from sealmark_verify.ranges import inclusion_path, subtree_root
from sealmark_verify.tiles import (
    ReadEntries,
    ReadTile,
    TileId,
    check_log,
    entries_path,
    format_entries,
    node_reader,
    parse_entries,
    parse_tile,
    row_root,
    tile_path,
    tile_width,
)

KEY = "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx"
LARGE = 256 * 256 + 600


@pytest.fixture
def folder(corpora: Path) -> Path:
    return corpora / "tlog/tessera/testdata/log"


def tiles_in(folder: Path) -> ReadTile:
    def read(level: int, index: int, width: int) -> bytes:
        return (folder / tile_path(TileId(level=level, index=index, width=width))).read_bytes()

    return read


def entries_in(folder: Path) -> ReadEntries:
    return lambda index, width: (folder / entries_path(index, width)).read_bytes()


def checkpoint_in(folder: Path, size: int) -> Checkpoint:
    data = (folder / f"checkpoint.{size}").read_bytes()
    return open_checkpoint(data, [parse_key_line(KEY)])


@pytest.mark.needs_corpora
@pytest.mark.parametrize("size", range(1, 16))
def test_a_log_of_another_implementation_checks_out_at_each_size(folder: Path, size: int) -> None:
    tree = checkpoint_in(folder, size)
    check_log(tree.size, tree.root, tiles_in(folder), entries_in(folder))


@pytest.mark.needs_corpora
def test_each_entry_of_another_implementation_is_proven_from_its_tiles(folder: Path) -> None:
    tree = checkpoint_in(folder, 15)
    node = node_reader(15, tiles_in(folder))
    for index, entry in enumerate(parse_entries(entries_in(folder)(0, 15), 15)):
        verify_inclusion(
            leaf=leaf_hash(entry),
            index=index,
            size=15,
            path=inclusion_path(index, 15, node),
            root=tree.root,
        )


def flipped(data: bytes, place: int) -> bytes:
    return data[:place] + bytes([data[place] ^ 4]) + data[place + 1 :]


@pytest.mark.needs_corpora
def test_every_changed_byte_of_its_tiles_is_noticed(folder: Path) -> None:
    tree, tiles, entries = checkpoint_in(folder, 15), tiles_in(folder), entries_in(folder)
    for place in range(15 * 32):
        with pytest.raises(VerifyError):
            check_log(15, tree.root, lambda *t, at=place: flipped(tiles(*t), at), entries)


@pytest.mark.needs_corpora
def test_every_changed_byte_of_its_entries_is_noticed(folder: Path) -> None:
    tree, tiles, entries = checkpoint_in(folder, 15), tiles_in(folder), entries_in(folder)
    for place in range(len(entries(0, 15))):
        with pytest.raises(VerifyError):
            check_log(15, tree.root, tiles, lambda *e, at=place: flipped(entries(*e), at))


@pytest.fixture(scope="module")
def leaves() -> list[bytes]:
    return [leaf_hash(number.to_bytes(4, "big")) for number in range(LARGE)]


@pytest.fixture(scope="module")
def large(leaves: list[bytes]) -> dict[tuple[int, int, int], bytes]:
    """All tiles of a log of three levels, made row by row from the leaves."""
    tiles: dict[tuple[int, int, int], bytes] = {}
    level, row = 0, leaves
    while row:
        for start in range(0, len(row), 256):
            part = row[start : start + 256]
            tiles[level, start // 256, len(part)] = b"".join(part)
        full = range(0, len(row) - len(row) % 256, 256)
        level, row = level + 1, [row_root(row[start : start + 256]) for start in full]
    return tiles


def entries_of_large(index: int, width: int) -> bytes:
    return format_entries(
        tuple(number.to_bytes(4, "big") for number in range(index * 256, index * 256 + width))
    )


def test_a_log_of_three_levels_checks_out(
    large: dict[tuple[int, int, int], bytes], leaves: list[bytes]
) -> None:
    check_log(LARGE, row_root(leaves), lambda *tile: large[tile], entries_of_large)


@pytest.mark.parametrize("tile", [(0, 3, 256), (0, 258, 88), (1, 0, 256), (1, 1, 2), (2, 0, 1)])
def test_a_wrong_tile_is_named(
    large: dict[tuple[int, int, int], bytes], leaves: list[bytes], tile: tuple[int, int, int]
) -> None:
    bent = large | {tile: bytes(32) + large[tile][32:]}
    path = tile_path(TileId(level=tile[0], index=tile[1], width=tile[2]))
    with pytest.raises(ProofError, match=f"^{path}: "):
        check_log(LARGE, row_root(leaves), lambda *wanted: bent[wanted], entries_of_large)


def test_a_wrong_bundle_is_named(
    large: dict[tuple[int, int, int], bytes], leaves: list[bytes]
) -> None:
    with pytest.raises(FormatError, match=r"^tile/entries/000: "):
        check_log(LARGE, row_root(leaves), lambda *tile: large[tile], lambda *_: b"\x00")


def test_a_log_that_lacks_its_last_entries_is_refused(
    large: dict[tuple[int, int, int], bytes], leaves: list[bytes]
) -> None:
    with pytest.raises(ProofError, match="root"):
        check_log(512, row_root(leaves), lambda *tile: large[tile], entries_of_large)


def test_an_empty_log_proves_nothing() -> None:
    with pytest.raises(ProofError):
        check_log(0, bytes(32), lambda *_: b"", lambda *_: b"")


@given(st.data())
def test_any_subtree_is_found_in_the_tiles(
    large: dict[tuple[int, int, int], bytes], leaves: list[bytes], data: st.DataObject
) -> None:
    level = data.draw(st.integers(0, 16))
    index = data.draw(st.integers(0, (LARGE >> level) - 1))
    node = node_reader(LARGE, lambda *tile: large[tile])
    assert node(level, index) == row_root(leaves[index << level : (index + 1) << level])


@pytest.mark.parametrize(("level", "index"), [(0, LARGE), (8, LARGE >> 8), (17, 0), (30, 0)])
def test_no_subtree_is_found_beyond_the_tree(
    large: dict[tuple[int, int, int], bytes], level: int, index: int
) -> None:
    with pytest.raises(ProofError):
        node_reader(LARGE, lambda *tile: large[tile])(level, index)


def test_the_root_of_any_size_is_found_in_the_tiles(
    large: dict[tuple[int, int, int], bytes], leaves: list[bytes]
) -> None:
    node = node_reader(LARGE, lambda *tile: large[tile])
    assert subtree_root(0, LARGE, node) == row_root(leaves)


@pytest.mark.parametrize(
    ("level", "index", "size", "width"),
    [
        # C2SP tlog-tiles, section "Partial Tiles".
        (0, 272, 70_000, 256),
        (0, 273, 70_000, 112),
        (0, 274, 70_000, 0),
        (1, 0, 70_000, 256),
        (1, 1, 70_000, 17),
        (2, 0, 70_000, 1),
        (3, 0, 70_000, 0),
        (0, 0, 256, 256),
        (1, 0, 256, 1),
    ],
)
def test_tiles_are_as_wide_as_the_specification_says(
    level: int, index: int, size: int, width: int
) -> None:
    assert tile_width(level, index, size) == width


@pytest.mark.parametrize(
    ("index", "width", "path"),
    [
        (1_234_067, 256, "x001/x234/067"),
        (0, 256, "000"),
        (999, 255, "999.p/255"),
        (1_000, 1, "x001/000.p/1"),
    ],
)
def test_paths_are_spelled_as_the_specification_says(index: int, width: int, path: str) -> None:
    assert tile_path(TileId(level=63, index=index, width=width)) == f"tile/63/{path}"
    assert entries_path(index, width) == f"tile/entries/{path}"


@given(st.lists(st.binary(max_size=40), min_size=1, max_size=256))
def test_entries_survive_a_round_trip(entries: list[bytes]) -> None:
    assert parse_entries(format_entries(tuple(entries)), len(entries)) == tuple(entries)


def test_the_longest_entry_fits_and_a_longer_one_does_not() -> None:
    assert len(parse_entries(format_entries((bytes(65_535),)), 1)[0]) == 65_535
    with pytest.raises(FormatError):
        format_entries((bytes(65_536),))


Reader = Callable[[bytes, int], tuple[bytes, ...]]


@pytest.mark.parametrize(
    ("reader", "data", "width"),
    [
        (parse_entries, b"", 0),
        (parse_entries, b"", 1),
        (parse_entries, b"\x00", 1),
        (parse_entries, b"\x00\x02a", 1),
        (parse_entries, b"\x00\x01a\x00", 1),
        (parse_entries, b"\x00\x01a", 2),
        (parse_entries, b"\x00\x00" * 257, 257),
        (parse_tile, b"", 0),
        (parse_tile, bytes(31), 1),
        (parse_tile, bytes(64), 1),
        (parse_tile, bytes(257 * 32), 257),
    ],
)
def test_what_has_not_the_expected_width_is_refused(
    reader: Reader, data: bytes, width: int
) -> None:
    with pytest.raises(FormatError):
        reader(data, width)


@pytest.mark.parametrize("entries", [(), (b"",) * 257])
def test_a_bundle_holds_one_to_256_entries(entries: tuple[bytes, ...]) -> None:
    with pytest.raises(FormatError):
        format_entries(entries)
