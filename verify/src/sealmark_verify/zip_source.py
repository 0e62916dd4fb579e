"""Reads a ZIP container and refuses every byte that our own writer would not have written.

- Headers, descriptors, directory and end are rebuilt from what they say and compared.
- Members fill the file from its first byte to the directory, names are plain and unique.
- A member is unpacked in bounded chunks and never beyond the size it declares; its CRC, its size
  and the end of its packed data are checked.
- The digest in the archive comment covers everything before it.
"""

# SPDX-License-Identifier: Apache-2.0
import hashlib
import struct
import zlib
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from sealmark_verify.errors import BundleError, FormatError
from sealmark_verify.manifest import refuse_bad_name
from sealmark_verify.source import CHUNK, MAX_FILES
from sealmark_verify.zip_records import (
    END64_SIZE,
    END_SIZE,
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

CONTAINER = "the zip container"
_MAX_DIRECTORY = MAX_FILES * 512


class ZipSource:
    """A bundle in a ZIP container. Use it as a context manager: it keeps the file open."""

    def __init__(self, file: BinaryIO) -> None:
        """Check the whole container. Raises `BundleError`."""
        self._file = file
        try:
            self._members = self._checked_members()
        except (struct.error, ValueError, FormatError) as cause:
            raise _broken("it is not a ZIP file in the form that Sealmark writes") from cause

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open the container at `path` and check it. Raises `BundleError` or `OSError`."""
        with ExitStack() as on_failure:
            source = cls(on_failure.enter_context(path.open("rb")))
            on_failure.pop_all()
            return source

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._file.close()

    @property
    def sizes(self) -> Mapping[str, int]:
        """The size of each file in bytes, by name."""
        return {name: member.size for name, member in self._members.items()}

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield the content of a file. Raises `BundleError`."""
        member = self._members[name]
        size = crc = 0
        for chunk in self._unpacked(member):
            size += len(chunk)
            crc = zlib.crc32(chunk, crc)
            yield chunk
        if (size, crc) != (member.size, member.crc):
            raise BundleError("its size or its CRC is not what the container says", where=name)

    def _checked_members(self) -> dict[str, Member]:
        total = self._file.seek(0, 2)
        length = min(total, END_SIZE + END64_SIZE)
        tail = self._at(total - length, length)
        end = parse_end(tail)
        start = total - END_SIZE - len(end64_records(end))
        if end.directory_offset + end.directory_size != start or end.count > MAX_FILES:
            raise _broken("its directory is not where the end record says")
        expected = end64_records(end) + end_record(end, self._digest(total - END_SIZE))
        if self._at(start, total - start) != expected:
            raise _broken("the digest in its comment, or its end record, does not match")
        return self._checked_layout(end)

    def _checked_layout(self, end: End) -> dict[str, Member]:
        if end.directory_size > _MAX_DIRECTORY:
            raise _broken("its directory is too large")
        directory = self._at(end.directory_offset, end.directory_size)
        members: dict[str, Member] = {}
        place = at = 0
        while at < len(directory):
            member, length = parse_central(directory[at : at + 1024])
            if directory[at : at + length] != central_header(member) or member.offset != place:
                raise _broken("a record of its directory is not as Sealmark writes it")
            refuse_bad_name(member.name)
            if member.name in members:
                raise _broken("it holds two files of one name")
            members[member.name] = member
            place = self._checked_frame(member)
            at += length
        if place != end.directory_offset or len(members) != end.count:
            raise _broken("there are bytes between its files and its directory")
        return members

    def _checked_frame(self, member: Member) -> int:
        """Compare what surrounds a member's data; return where the next one must begin."""
        head, foot = local_header(member.name, member.method), descriptor(member)
        data_end = member.offset + len(head) + member.packed
        if self._at(member.offset, len(head)) != head or self._at(data_end, len(foot)) != foot:
            raise _broken("the header or descriptor of a file does not match the directory")
        return data_end + len(foot)

    def _digest(self, length: int) -> str:
        digest = hashlib.sha256()
        for chunk in self._raw(0, length):
            digest.update(chunk)
        return digest.hexdigest()

    def _raw(self, offset: int, length: int) -> Iterator[bytes]:
        while length:
            chunk = self._at(offset, min(CHUNK, length))
            yield chunk
            offset, length = offset + len(chunk), length - len(chunk)

    def _at(self, offset: int, length: int) -> bytes:
        self._file.seek(offset)
        data = self._file.read(length)
        if len(data) != length:
            raise _broken("it ends too early")
        return data

    def _unpacked(self, member: Member) -> Iterator[bytes]:
        offset = member.offset + len(local_header(member.name, member.method))
        raw = self._raw(offset, member.packed)
        if member.method is Method.STORED:
            yield from raw
            return
        try:
            yield from _inflate(raw, member.size)
        except zlib.error as cause:
            raise BundleError("its packed data is damaged", where=member.name) from cause
        except FormatError as cause:
            raise BundleError(str(cause), where=member.name) from cause


def _inflate(raw: Iterator[bytes], size: int) -> Iterator[bytes]:
    """Unpack a deflated stream that must end with the last byte of `raw`, at `size` bytes."""
    stream, left = zlib.decompressobj(-zlib.MAX_WBITS), size
    for packed in chain(raw, (b"",)):
        pending, more = packed, True
        while more:
            # One byte more than is allowed would show that it unpacks to too much.
            limit = min(CHUNK, left + 1)
            chunk = stream.decompress(pending, limit)
            left -= len(chunk)
            if left < 0 or stream.unused_data:
                raise FormatError("its packed data goes on after its end")
            yield chunk
            pending = stream.unconsumed_tail
            more = bool(pending) or len(chunk) == limit
    if not stream.eof:
        raise FormatError("its packed data has no end")


def _broken(what: str) -> BundleError:
    return BundleError(what, where=CONTAINER)
