"""The log grows by batches, and is at each moment the tree that RFC 9162 defines."""

# SPDX-License-Identifier: Apache-2.0
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from sealmark.audit.checkpoint import LogSigner, refuse_other_history, sign_checkpoint
from sealmark.audit.tiles import Edge, TileRow, edge_tiles, grow
from sealmark_verify.checkpoint import open_checkpoint, parse_checkpoint_text, verify_cosignature
from sealmark_verify.errors import FormatError, ProofError, SignatureError
from sealmark_verify.merkle import leaf_hash
from sealmark_verify.note import parse_note
from sealmark_verify.tiles import check_log, format_entries, row_root, tile_width

NOW = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)
ENTRIES = [number.to_bytes(4, "big") for number in range(256 * 256 + 700)]
LEAVES = [leaf_hash(entry) for entry in ENTRIES]

Store = dict[tuple[int, int, int], bytes]


def stored(tiles: tuple[TileRow, ...], store: Store) -> None:
    """Insert rows as the database does: a key that is there already is an error."""
    for row in tiles:
        assert (row.level, row.index, row.width) not in store
        assert len(row.data) == 32 * row.width
        store[row.level, row.index, row.width] = row.data


def grown(sizes: list[int]) -> tuple[Edge, Store]:
    """Grow a log to each of `sizes` in turn."""
    edge, store = Edge(), Store()
    for size in sizes:
        growth = grow(edge, LEAVES[edge.size : size])
        stored(growth.tiles, store)
        edge = growth.edge
    return edge, store


def check(edge: Edge, store: Store) -> None:
    """Read the whole log back from its rows, at its present size."""
    check_log(
        edge.size,
        edge.root(),
        lambda level, index, width: store[level, index, width],
        lambda index, width: format_entries(tuple(ENTRIES[index * 256 : index * 256 + width])),
    )


STEPS = st.lists(st.integers(1, 900), min_size=1, max_size=6)


@settings(deadline=None, max_examples=40)
@given(STEPS)
def test_the_root_is_that_of_the_leaves_however_they_arrive(steps: list[int]) -> None:
    sizes = [sum(steps[: place + 1]) for place in range(len(steps))]
    edge, store = grown(sizes)
    assert edge == grown([sizes[-1]])[0]
    assert edge.root() == row_root(LEAVES[: sizes[-1]])
    check(edge, store)


@pytest.mark.parametrize(
    "sizes",
    [
        [1],
        [255, 256, 257],
        [256],
        [511, 513],
        [256 * 255, 256 * 256],
        [256 * 256 - 1, 256 * 256, 256 * 256 + 1],
        [256 * 256 + 700],
        [100, 256 * 256 + 600, 256 * 256 + 700],
    ],
)
def test_tiles_fill_up_level_by_level(sizes: list[int]) -> None:
    edge, store = grown(sizes)
    assert edge.root() == row_root(LEAVES[: edge.size])
    check(edge, store)


def test_every_size_that_was_signed_can_still_be_read() -> None:
    edge, store = Edge(), Store()
    for size in (3, 256, 300, 70_000 % 900, 900):
        growth = grow(edge, LEAVES[edge.size : max(size, edge.size + 1)])
        stored(growth.tiles, store)
        edge = growth.edge
        check(edge, store)


def test_only_what_changes_is_written() -> None:
    edge, _ = grown([300])
    assert [(row.level, row.index, row.width) for row in grow(edge, LEAVES[300:310]).tiles] == [
        (0, 1, 54)
    ]
    wide = [(row.level, row.index, row.width) for row in grow(edge, LEAVES[300:600]).tiles]
    assert wide == [(0, 1, 256), (0, 2, 88), (1, 0, 2)]


def test_nothing_arrives_and_nothing_changes() -> None:
    edge, _ = grown([300])
    growth = grow(edge, [])
    assert (growth.tiles, growth.edge) == ((), edge)


@given(st.integers(0, 2**40))
def test_the_edge_names_the_partial_tile_of_each_level(size: int) -> None:
    for level, index, width in edge_tiles(size):
        assert width == (size >> (8 * level)) % 256
        assert tile_width(level, index, size) == width
        assert tile_width(level, index + 1, size) == 0


@pytest.mark.parametrize(
    ("size", "partials"),
    [(1, ()), (0, (b"",)), (1, (bytes(64),)), (256, (bytes(32), b"")), (3, (bytes(95),))],
)
def test_an_edge_that_does_not_fit_its_size_is_refused(
    size: int, partials: tuple[bytes, ...]
) -> None:
    with pytest.raises(ProofError):
        Edge(size=size, partials=partials)


def test_what_is_no_hash_is_no_leaf() -> None:
    with pytest.raises(ProofError):
        grow(Edge(), [bytes(31)])


def test_an_empty_log_has_no_root() -> None:
    with pytest.raises(ProofError):
        Edge().root()


@pytest.fixture(scope="module")
def signer() -> LogSigner:
    return LogSigner(
        origin="sealmark.example/log/1",
        ed25519=Ed25519PrivateKey.generate(),
        ml_dsa=MLDSA44PrivateKey.generate(),
    )


def signed(signer: LogSigner, edge: Edge) -> bytes:
    return sign_checkpoint(signer, size=edge.size, root=edge.root(), now=NOW)


def test_a_checkpoint_is_signed_by_both_keys_at_the_given_time(signer: LogSigner) -> None:
    edge, _ = grown([300])
    note = signed(signer, edge)
    checkpoint = open_checkpoint(note, signer.keys)
    assert (checkpoint.size, checkpoint.root) == (300, edge.root())
    tree = parse_checkpoint_text(parse_note(note).text)
    cosignature = parse_note(note).signatures[1].value
    assert verify_cosignature(signer.keys[1], tree, cosignature) == int(NOW.timestamp())


def test_a_log_builds_on_what_it_signed_last(signer: LogSigner) -> None:
    edge, _ = grown([300])
    refuse_other_history(edge, signed(signer, edge), signer)
    refuse_other_history(Edge(), None, signer)


def test_a_log_does_not_build_on_another_history(signer: LogSigner) -> None:
    edge, last = grown([300])[0], signed(signer, grown([300])[0])
    shorter, longer = grown([299])[0], grown([301])[0]
    other = grow(Edge(), [*LEAVES[1:300], LEAVES[0]]).edge
    for found in (shorter, longer, other, Edge()):
        with pytest.raises(ProofError):
            refuse_other_history(found, last, signer)
    with pytest.raises(ProofError, match="no checkpoint"):
        refuse_other_history(edge, None, signer)


def test_a_log_does_not_build_on_a_checkpoint_that_it_did_not_sign(signer: LogSigner) -> None:
    edge = grown([300])[0]
    stranger = LogSigner(
        origin=signer.origin,
        ed25519=Ed25519PrivateKey.generate(),
        ml_dsa=MLDSA44PrivateKey.generate(),
    )
    with pytest.raises(SignatureError):
        refuse_other_history(edge, signed(stranger, edge), signer)


def test_a_checkpoint_without_a_real_root_is_not_signed(signer: LogSigner) -> None:
    with pytest.raises(FormatError):
        sign_checkpoint(signer, size=1, root=b"short", now=NOW)


def test_a_signer_prints_no_key(signer: LogSigner) -> None:
    assert repr(signer) == "LogSigner(origin='sealmark.example/log/1')"
