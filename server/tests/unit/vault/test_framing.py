"""Framing: what was sealed opens whole, at its place, or not at all."""

# SPDX-License-Identifier: Apache-2.0
import secrets
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealmark.vault import framing
from sealmark.vault.domain import DataKey
from sealmark.vault.errors import SealBrokenError
from sealmark.vault.framing import (
    CHUNK,
    HEADER_BYTES,
    STRIDE,
    BytesReader,
    clear_size,
    key_id_of,
    open_chunks,
    open_range,
    open_sealed,
    seal,
    seal_chunks,
    sealed_size,
)

KEY = DataKey(bytes(range(32)), key_id=7)
HERE = b"here"
SIZES = st.one_of(
    st.integers(0, 200),
    st.builds(
        lambda chunks, step: max(0, chunks * CHUNK + step), st.integers(0, 3), st.integers(-2, 2)
    ),
)


def content_of(size: int) -> bytes:
    return (bytes(range(251)) * (size // 251 + 1))[:size]


def sealed(size: int) -> bytes:
    return seal(KEY, content_of(size), context=HERE, entropy=secrets.token_bytes)


LONG = sealed(2 * CHUNK + 10)


def open_whole(blob: bytes) -> bytes:
    return open_sealed(KEY, blob, context=HERE)


def open_as_stream(blob: bytes) -> bytes:
    return b"".join(open_chunks(KEY, (blob,), context=HERE))


def open_as_range(blob: bytes) -> bytes:
    return open_range(KEY, BytesReader(blob=blob), 0, 4 * CHUNK, context=HERE)


WAYS = (open_whole, open_as_stream, open_as_range)


def assert_does_not_open(blob: bytes) -> None:
    for way in WAYS:
        with pytest.raises(SealBrokenError):
            way(blob)


@given(SIZES)
def test_what_is_sealed_opens_again(size: int) -> None:
    assert {way(sealed(size)) for way in WAYS} == {content_of(size)}


@given(SIZES)
def test_a_sealed_size_is_known_beforehand_and_backwards(size: int) -> None:
    blob = sealed(size)
    assert (len(blob), clear_size(len(blob))) == (sealed_size(size), size)


@given(SIZES, st.integers(997, 70_000))
def test_a_stream_seals_to_the_same_content_however_it_is_cut(size: int, cut: int) -> None:
    content = content_of(size)
    pieces = (content[at : at + cut] for at in range(0, size, cut))
    stream = b"".join(seal_chunks(KEY, pieces, context=HERE, entropy=secrets.token_bytes))
    assert open_sealed(KEY, stream, context=HERE) == content
    again = (stream[at : at + cut] for at in range(0, len(stream), cut))
    assert b"".join(open_chunks(KEY, again, context=HERE)) == content


def test_a_stream_that_comes_byte_by_byte_opens() -> None:
    blob = sealed(60)
    pieces = (blob[at : at + 1] for at in range(len(blob)))
    assert b"".join(open_chunks(KEY, pieces, context=HERE)) == content_of(60)


@given(SIZES, st.integers(0, 4 * CHUNK), st.integers(0, 4 * CHUNK))
def test_a_range_is_the_slice_of_the_content(size: int, start: int, length: int) -> None:
    reader = BytesReader(blob=sealed(size))
    opened = open_range(KEY, reader, start, length, context=HERE)
    assert opened == content_of(size)[start : start + length]


def test_every_flipped_byte_of_a_short_value_is_found() -> None:
    blob = sealed(50)
    for at in range(len(blob)):
        assert_does_not_open(blob[:at] + bytes((blob[at] ^ 1,)) + blob[at + 1 :])


@given(st.integers(0, len(LONG) - 1), st.integers(1, 255))
def test_any_flipped_byte_of_a_long_value_is_found(at: int, flip: int) -> None:
    blob = bytearray(LONG)
    blob[at] ^= flip
    assert_does_not_open(bytes(blob))


def test_every_truncation_of_a_short_value_is_found() -> None:
    blob = sealed(50)
    for end in range(len(blob)):
        assert_does_not_open(blob[:end])


@given(st.integers(0, len(LONG) - 1))
def test_any_truncation_of_a_long_value_is_found(end: int) -> None:
    assert_does_not_open(LONG[:end])


@pytest.mark.parametrize("kept", [1, 2])
def test_whole_chunks_cut_off_are_found(kept: int) -> None:
    assert_does_not_open(sealed(3 * CHUNK)[: HEADER_BYTES + kept * STRIDE])


def test_a_range_behind_a_cut_does_not_pretend_that_the_content_ended() -> None:
    cut = BytesReader(blob=sealed(3 * CHUNK)[: HEADER_BYTES + 2 * STRIDE])
    with pytest.raises(SealBrokenError):
        open_range(KEY, cut, 2 * CHUNK, 10, context=HERE)


def test_a_made_up_empty_value_does_not_open() -> None:
    made_up = BytesReader(blob=sealed(5)[:HEADER_BYTES] + bytes(16))
    with pytest.raises(SealBrokenError):
        open_range(KEY, made_up, 0, 10, context=HERE)


def test_chunks_that_changed_places_are_found() -> None:
    blob = sealed(3 * CHUNK)
    head, body = blob[:HEADER_BYTES], blob[HEADER_BYTES:]
    first, second, third = body[:STRIDE], body[STRIDE : 2 * STRIDE], body[2 * STRIDE :]
    assert_does_not_open(head + second + first + third)


@given(st.binary(min_size=1, max_size=100))
def test_bytes_added_at_the_end_are_found(more: bytes) -> None:
    assert_does_not_open(sealed(40) + more)


def test_a_chunk_added_at_the_end_is_found() -> None:
    blob = sealed(2 * CHUNK)
    assert_does_not_open(blob + blob[-STRIDE:])


def test_an_empty_last_chunk_after_others_is_no_spelling_of_ours() -> None:
    # Made with the right key: a writer that ends on an empty chunk would give content two forms.
    header, cipher, bound = framing._begin(KEY, HERE, secrets.token_bytes)
    first = cipher.seal(framing._nonce(0, last=False), content_of(CHUNK), bound)
    empty = cipher.seal(framing._nonce(1, last=True), b"", bound)
    assert_does_not_open(header + first + empty)


@pytest.mark.parametrize("size", [10, 2 * CHUNK])
def test_another_context_does_not_open(size: int) -> None:
    with pytest.raises(SealBrokenError):
        open_sealed(KEY, sealed(size), context=b"there")


def test_another_key_does_not_open() -> None:
    with pytest.raises(SealBrokenError):
        open_sealed(DataKey(bytes(32), key_id=7), sealed(10), context=HERE)


def test_a_key_of_another_epoch_does_not_open() -> None:
    with pytest.raises(SealBrokenError):
        open_sealed(DataKey(KEY.material, key_id=8), sealed(10), context=HERE)


def test_a_blob_names_its_key() -> None:
    assert key_id_of(sealed(10)) == 7


@pytest.mark.parametrize("blob", [b"", b"\x01\x10", b"\x02" + bytes(40), b"\x01\x11" + bytes(40)])
def test_what_is_no_blob_of_ours_is_refused(blob: bytes) -> None:
    with pytest.raises(SealBrokenError):
        key_id_of(blob)


def test_two_seals_of_one_value_share_nothing() -> None:
    assert sealed(20)[6:] != sealed(20)[6:]


@pytest.mark.parametrize(("start", "length"), [(-1, 1), (0, -1)])
def test_a_negative_range_is_a_mistake(start: int, length: int) -> None:
    with pytest.raises(ValueError, match="range"):
        open_range(KEY, BytesReader(blob=sealed(1)), start, length, context=HERE)


def test_a_range_of_nothing_is_nothing() -> None:
    assert open_range(KEY, BytesReader(blob=sealed(10)), 5, 0, context=HERE) == b""


def test_a_short_value_grows_by_38_bytes() -> None:
    assert len(sealed(300)) == 338


def test_a_stream_takes_constant_memory() -> None:
    piece = bytes(CHUNK)
    tracemalloc.start()
    stream = seal_chunks(
        KEY, (piece for _ in range(256)), context=HERE, entropy=secrets.token_bytes
    )
    opened = sum(len(chunk) for chunk in open_chunks(KEY, stream, context=HERE))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert opened == 256 * CHUNK
    assert peak < 16 * CHUNK
