"""Packing: one file of a bundle becomes deflated bytes, hashed on the way, into any sink.

- What is written is gathered and packed in large pieces: memory is one piece.
- Revisions can be set aside: packed into a sink of the caller's while data is written into the
  container, and taken over from there byte for byte, so that one pass over the labels is enough.
"""

# SPDX-License-Identifier: Apache-2.0
import hashlib
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, Protocol

from sealmark_verify.errors import FormatError
from sealmark_verify.evidence import revision_line
from sealmark_verify.manifest import FileEntry

FAST: Final = 1
_AT_ONCE: Final = 128 * 1024


class Sink(Protocol):
    """Takes bytes, in order."""

    def write(self, data: bytes, /) -> object:
        """Take `data`, all of it."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionRecord:
    """One label revision: canonical JSON of its document and statement, and the salt."""

    revision: str
    asset: str
    document: bytes
    salt: bytes
    statement: bytes


class MemberWriter:
    """One file being packed; it is hashed on the way."""

    def __init__(self, sink: Callable[[bytes], object], *, level: int) -> None:
        """Pack with deflate at `level` 1 to 9, or store with level 0."""
        self._sink = sink
        self._packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS) if level else None
        self._digest = hashlib.sha256()
        self._held = bytearray()
        self.size = self.packed = self.crc = 0

    def write(self, data: bytes, /) -> int:
        """Add `data`; return its length."""
        self._held += data
        # In large pieces: other threads go on while one is hashed and packed.
        if len(self._held) >= _AT_ONCE:
            self._pack()
        return len(data)

    def close(self) -> FileEntry:
        """End the file; return its size and digest."""
        self._pack()
        if self._packer:
            self._put(self._packer.flush())
        return FileEntry(size=self.size, sha256=self._digest.hexdigest())

    def _pack(self) -> None:
        data = bytes(self._held)
        self._held.clear()
        self._digest.update(data)
        self.crc = zlib.crc32(data, self.crc)
        self.size += len(data)
        self._put(self._packer.compress(data) if self._packer else data)

    def _put(self, data: bytes) -> None:
        self.packed += len(data)
        self._sink(data)


class RevisionsWriter:
    """`revisions.jsonl`, being packed."""

    def __init__(self, member: MemberWriter) -> None:
        """Write the lines into `member`."""
        self._member = member
        self.documents = self.count = 0

    def add(self, record: RevisionRecord) -> None:
        """Add the line of one revision."""
        self.count += 1
        # Cheaper than parsing, and the verifier counts for itself.
        self.documents += b'"parent":null' in record.statement
        self._member.write(
            revision_line(
                revision=record.revision,
                asset=record.asset,
                document=record.document,
                salt=record.salt,
                statement=record.statement,
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """`revisions.jsonl` as it was packed elsewhere, to be taken over once."""

    packed: Iterable[bytes]
    size: int
    crc: int
    entry: FileEntry
    documents: int
    count: int


class Aside:
    """Packs revisions into a sink that is not the container."""

    def __init__(self, sink: Sink) -> None:
        """Begin at the present end of `sink`."""
        self._member = MemberWriter(sink.write, level=FAST)
        self._revisions = RevisionsWriter(self._member)

    def add(self, record: RevisionRecord) -> None:
        """Add one revision."""
        self._revisions.add(record)

    def close(self, packed: Iterable[bytes]) -> SetAside:
        """End; `packed` will yield what the sink was given, when the container takes it over."""
        entry = self._member.close()
        return SetAside(
            packed=packed,
            size=self._member.packed,
            crc=self._member.crc,
            entry=entry,
            documents=self._revisions.documents,
            count=self._revisions.count,
        )


def refuse_other_size(aside: SetAside, taken: int) -> None:
    """Refuse to take over more or less than was set aside."""
    if taken != aside.size:
        raise FormatError("what was set aside did not come back whole")
