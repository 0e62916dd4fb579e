"""The container: one form, every other one refused, and readable by ordinary tools."""

# SPDX-License-Identifier: Apache-2.0
import hashlib
import io
import os
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealmark_verify.errors import BundleError
from sealmark_verify.packing import MemberWriter
from sealmark_verify.source import CHUNK, MAX_FILES, FolderSource
from sealmark_verify.zip_records import (
    END_SIZE,
    LIMIT32,
    End,
    Member,
    Method,
    central_header,
    descriptor,
    end64_records,
    end_record,
    local_header,
    parse_central,
    parse_end,
)
from sealmark_verify.zip_source import ZipSource

FILES = {"data/a.txt": b"hello " * 1000, "data/b.bin": bytes(range(256)), "empty": b""}


def packed(files: dict[str, bytes], method: Method = Method.DEFLATED) -> bytes:
    """Write a container as our writer does, without a bundle's order of use."""
    members: list[tuple[Member, bytes]] = []
    place = 0
    for name, content in files.items():
        out = bytearray()
        writer = MemberWriter(out.extend, level=1 if method is Method.DEFLATED else 0)
        writer.write(content)
        entry = writer.close()
        member = Member(
            name=name,
            method=method,
            crc=writer.crc,
            packed=writer.packed,
            size=entry.size,
            offset=place,
        )
        members.append((member, bytes(out)))
        place += len(local_header(name, method)) + len(out) + len(descriptor(member))
    return joined(members)


def joined(members: list[tuple[Member, bytes]], *, count: int | None = None) -> bytes:
    body = b"".join(
        local_header(member.name, member.method) + data + descriptor(member)
        for member, data in members
    )
    directory = b"".join(central_header(member) for member, _ in members)
    end = End(
        count=len(members) if count is None else count,
        directory_offset=len(body),
        directory_size=len(directory),
    )
    return sealed(body + directory + end64_records(end), end)


def sealed(data: bytes, end: End) -> bytes:
    return data + end_record(end, hashlib.sha256(data).hexdigest())


def resealed(container: bytes) -> bytes:
    """Make the digest in the comment right again, as a careful forger would."""
    body, end = container[:-END_SIZE], container[-END_SIZE:]
    return body + end[:-64] + hashlib.sha256(body).hexdigest().encode()


def contents(container: bytes) -> dict[str, bytes]:
    with ZipSource(io.BytesIO(container)) as source:
        return {name: b"".join(source.chunks(name)) for name in source.sizes}


@pytest.mark.parametrize("method", list(Method))
def test_a_container_gives_back_what_was_written(method: Method) -> None:
    assert contents(packed(FILES, method)) == FILES


@pytest.mark.parametrize("method", list(Method))
def test_an_ordinary_tool_reads_it(method: Method) -> None:
    with zipfile.ZipFile(io.BytesIO(packed(FILES, method))) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == FILES


@given(st.binary(max_size=100) | st.integers(0, 3).map(lambda n: bytes(n * CHUNK + n)))
def test_any_content_survives_packing(content: bytes) -> None:
    assert contents(packed({"a": content})) == {"a": content}


@pytest.mark.parametrize("change", [0x01, 0x10, 0xFF])
def test_no_byte_of_a_container_can_change(change: int) -> None:
    container = packed(FILES)
    for place in range(len(container)):
        bent = bytearray(container)
        bent[place] ^= change
        with pytest.raises(BundleError):
            contents(bytes(bent))


@pytest.mark.parametrize("method", list(Method))
@pytest.mark.parametrize("change", [0x01, 0x80, 0xFF])
def test_a_changed_byte_under_a_mended_digest_never_changes_a_file(
    method: Method, change: int
) -> None:
    container = packed(FILES, method)
    undetected = 0
    for place in range(len(container) - END_SIZE):
        bent = bytearray(container)
        bent[place] ^= change
        try:
            assert contents(resealed(bytes(bent))) == FILES
            undetected += 1
        except BundleError:
            continue
    # The unused bits in the last byte of each deflated stream say nothing.
    assert undetected <= (len(FILES) if method is Method.DEFLATED else 0)


def test_a_container_cut_short_or_prolonged_is_refused() -> None:
    container = packed(FILES)
    for bent in (b"", container[:-1], container[1:], container + b"\0", b"\0" + container):
        with pytest.raises(BundleError):
            contents(bent)
    for length in range(len(container)):
        with pytest.raises(BundleError):
            contents(container[:length])


def test_bytes_before_between_and_after_files_are_refused_even_under_a_right_digest() -> None:
    one = Member(name="a", method=Method.STORED, crc=zlib.crc32(b"x"), packed=1, size=1, offset=0)
    after = len(local_header("a", Method.STORED)) + 1 + len(descriptor(one))
    two = Member(
        name="b", method=Method.STORED, crc=zlib.crc32(b"y"), packed=1, size=1, offset=after
    )
    assert contents(joined([(one, b"x"), (two, b"y")])) == {"a": b"x", "b": b"y"}
    twin = Member(
        name="a", method=Method.STORED, crc=zlib.crc32(b"y"), packed=1, size=1, offset=after
    )
    for bent in (
        joined([(one, b"x"), (twin, b"y")]),
        joined([(one, b"x"), (one, b"y")]),
        joined([(two, b"y"), (one, b"x")]),
        joined([(one, b"x")], count=2),
        joined([(one, b"x")], count=MAX_FILES + 1),
    ):
        with pytest.raises(BundleError):
            contents(bent)


def with_end(end: End, data: bytes = b"") -> bytes:
    return sealed(data + end64_records(end), end)


@pytest.mark.parametrize(
    "container",
    [
        with_end(End(count=1, directory_offset=0, directory_size=0)),
        with_end(End(count=0, directory_offset=1, directory_size=0)),
        with_end(End(count=0, directory_offset=0, directory_size=1), b"\0"),
        with_end(End(count=0, directory_offset=2, directory_size=0), b"\0\0"),
        with_end(End(count=0xFFFF, directory_offset=0, directory_size=0)),
    ],
)
def test_an_end_record_that_lies_is_refused(container: bytes) -> None:
    with pytest.raises(BundleError):
        contents(container)


def test_a_directory_that_is_too_large_is_refused_before_it_is_read() -> None:
    size = MAX_FILES * 512 + 1
    with pytest.raises(BundleError, match="too large"):
        contents(with_end(End(count=1, directory_offset=0, directory_size=size), bytes(size)))


def single(name: str, method: Method, data: bytes, size: int, crc: int) -> bytes:
    member = Member(name=name, method=method, crc=crc, packed=len(data), size=size, offset=0)
    return joined([(member, data)])


def deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (deflated(b"abc"), 2),
        (deflated(b"abc"), 4),
        (deflated(b"abc") + b"\0", 3),
        (deflated(b"abc") + deflated(b"abc"), 3),
        (deflated(b"abc")[:-1], 3),
        (b"", 3),
        (b"\xff\xff\xff\xff", 3),
        (deflated(bytes(10 * CHUNK)), 3),
        (deflated(bytes(10 * CHUNK)), 0),
    ],
)
def test_a_packed_file_unpacks_to_exactly_what_is_declared(data: bytes, size: int) -> None:
    with pytest.raises(BundleError, match=r"^a: "):
        contents(single("a", Method.DEFLATED, data, size, zlib.crc32(b"abc")))


def test_a_bomb_is_not_unpacked_beyond_its_declared_size() -> None:
    bomb = single("a", Method.DEFLATED, deflated(bytes(200 * CHUNK)), 1, 0)
    with ZipSource(io.BytesIO(bomb)) as source:
        chunks = source.chunks("a")
        with pytest.raises(BundleError, match="goes on"):
            next(chunks)


def test_a_wrong_crc_is_refused() -> None:
    with pytest.raises(BundleError, match="CRC"):
        contents(single("a", Method.STORED, b"abc", 3, 0))


@pytest.mark.parametrize("name", ["../a", "/a", "a\\b", "data/", "é", ""])
def test_a_name_that_is_no_plain_path_is_refused(name: str) -> None:
    with pytest.raises(BundleError):
        contents(single(name, Method.STORED, b"", 0, 0))


def test_a_file_of_an_ordinary_tool_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a", b"abc")
        archive.comment = b"x" * (END_SIZE - 22)
    with pytest.raises(BundleError):
        contents(out.getvalue())


@pytest.mark.parametrize("method", [1, 9, 12, 14])
def test_other_packings_are_refused(method: int) -> None:
    record = bytearray(central_header(Member(name="a", method=Method.STORED, crc=0, packed=0,
        size=0, offset=0)))  # fmt: skip
    struct.pack_into("<H", record, 10, method)
    with pytest.raises(ValueError, match=str(method)):
        parse_central(bytes(record))


LARGE = Member(
    name="a", method=Method.STORED, crc=7, packed=5 * 2**30, size=5 * 2**30, offset=2**33
)


def test_large_numbers_take_their_wide_form_and_come_back() -> None:
    assert parse_central(central_header(LARGE)) == (LARGE, len(central_header(LARGE)))
    assert len(descriptor(LARGE)) == 24
    end = End(count=70_000, directory_offset=2**40, directory_size=2**33)
    assert parse_end(end64_records(end) + end_record(end, "0" * 64)) == end


def test_only_what_needs_it_takes_the_wide_form() -> None:
    small = Member(name="a", method=Method.STORED, crc=7, packed=1, size=1, offset=LIMIT32 - 1)
    assert len(central_header(small)) == 47
    assert end64_records(End(count=1, directory_offset=LIMIT32 - 1, directory_size=9)) == b""


@pytest.fixture
def sparse(tmp_path: Path) -> Iterator[Path]:
    """A stored file of 4 GiB of zeros, as a hole, in a container; its header is real."""
    size = 2**32
    member = Member(name="a", method=Method.STORED, crc=0, packed=size, size=size, offset=0)
    path = tmp_path / "sparse.zip"
    with path.open("wb") as file:
        file.write(local_header("a", Method.STORED))
        file.seek(size, os.SEEK_CUR)
        file.write(descriptor(member) + central_header(member))
    yield path
    path.unlink()


def test_an_ordinary_tool_finds_a_file_of_four_gibibytes(sparse: Path) -> None:
    size = 2**32
    member = Member(name="a", method=Method.STORED, crc=0, packed=size, size=size, offset=0)
    directory = len(central_header(member))
    with sparse.open("ab") as file:
        end = End(count=1, directory_offset=file.tell() - directory, directory_size=directory)
        file.write(end64_records(end) + end_record(end, "0" * 64))
    with zipfile.ZipFile(sparse) as archive:
        assert archive.getinfo("a").file_size == size
        with archive.open("a") as content:
            assert content.read(100) == bytes(100)


def test_a_folder_names_its_files(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/a.txt").write_bytes(b"abc")
    source = FolderSource(tmp_path)
    assert source.sizes == {"data/a.txt": 3}
    assert b"".join(source.chunks("data/a.txt")) == b"abc"


def test_a_folder_with_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(BundleError, match="link"):
        FolderSource(tmp_path)


def test_a_folder_with_a_link_to_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(BundleError, match="link"):
        FolderSource(tmp_path)


def test_a_folder_with_a_pipe_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(BundleError, match="special"):
        FolderSource(tmp_path)


def test_a_folder_with_an_odd_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".hidden").write_bytes(b"")
    with pytest.raises(BundleError, match="name"):
        FolderSource(tmp_path)


def test_a_folder_with_too_many_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    for name in ("a", "b", "inner/c"):
        (tmp_path / name).touch()
    assert len(FolderSource(tmp_path, most=4).sizes) == 3
    with pytest.raises(BundleError, match="more than 3"):
        FolderSource(tmp_path, most=3)


def test_a_file_that_changes_while_it_is_read_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    source = FolderSource(tmp_path)
    (tmp_path / "a").write_bytes(b"ab")
    with pytest.raises(BundleError, match="changed"):
        list(source.chunks("a"))
    (tmp_path / "a").unlink()
    with pytest.raises(BundleError, match="cannot be read"):
        list(source.chunks("a"))
