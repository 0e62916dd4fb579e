"""ZIP records: the one spelling of a container, so that its reader can compare byte for byte.

- Members follow each other from offset 0: header, data, descriptor; then the directory, then the
  end; nothing before, between or after.
- Times, attributes and flags are constants; the ZIP64 forms appear only where a number needs them
  (PKWARE APPNOTE 4.3-4.5, in the way that streaming writers use it).
- The archive comment is `sha256:` and the digest of all bytes before the end record: it catches
  what no CRC can, such as the unused bits at the end of a deflated stream.
"""

# SPDX-License-Identifier: Apache-2.0
import struct
from dataclasses import dataclass
from enum import IntEnum

LIMIT16 = 0xFFFF
LIMIT32 = 0xFFFFFFFF
COMMENT_SIZE = len("sha256:") + 64
END_SIZE = 22 + COMMENT_SIZE
END64_SIZE = 56 + 20
CENTRAL_SIZE = 46

_FLAGS = 0x0808  # sizes follow the data; names are UTF-8
_DATE = 0x0021  # 1 January 1980, the first that exists: nothing is learnt from it
_VERSION, _VERSION64 = 20, 45
_UNIX = 3 << 8
_MODE = 0o100644 << 16
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_END64 = struct.Struct("<4sQ2H2I4Q")
_LOCATOR = struct.Struct("<4sIQI")


class Method(IntEnum):
    """How a member is packed."""

    STORED = 0
    DEFLATED = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One file of a container: its name, its packing, and where its header begins."""

    name: str
    method: Method
    crc: int
    packed: int
    size: int
    offset: int


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """Where the directory of a container stands, and how many members it names."""

    count: int
    directory_offset: int
    directory_size: int

    @property
    def needs_zip64(self) -> bool:
        """Whether a number is too large for the old record."""
        return self.count >= LIMIT16 or max(self.directory_offset, self.directory_size) >= LIMIT32


def local_header(name: str, method: Method) -> bytes:
    """Return what stands before a member's data; its sizes are not known yet."""
    raw = name.encode()
    head = (b"PK\x03\x04", _VERSION, _FLAGS, method, 0, _DATE, 0, 0, 0, len(raw), 0)
    return _LOCAL.pack(*head) + raw


def descriptor(member: Member) -> bytes:
    """Return what stands after a member's data."""
    wide = max(member.packed, member.size) >= LIMIT32
    form = "<4sIQQ" if wide else "<4sIII"
    return struct.pack(form, b"PK\x07\x08", member.crc, member.packed, member.size)


def central_header(member: Member) -> bytes:
    """Return a member's record in the directory."""
    raw, extra = member.name.encode(), b""
    sizes: tuple[int, int, int] = (member.packed, member.size, member.offset)
    version = _VERSION
    if max(sizes) >= LIMIT32:
        version = _VERSION64
        extra = struct.pack("<2H3Q", 1, 24, member.size, member.packed, member.offset)
        sizes = (LIMIT32, LIMIT32, LIMIT32)
    head = (b"PK\x01\x02", _UNIX | version, version, _FLAGS, member.method, 0, _DATE)
    tail = (member.crc, sizes[0], sizes[1], len(raw), len(extra), 0, 0, 0, _MODE, sizes[2])
    return _CENTRAL.pack(*head, *tail) + raw + extra


def parse_central(data: bytes) -> tuple[Member, int]:
    """Read the directory record at the start of `data`; return it and its length.

    Raises `struct.error`, `ValueError` or `UnicodeDecodeError` for what is no record at all; the
    caller compares the bytes with `central_header`, which settles everything else.
    """
    head = _CENTRAL.unpack_from(data)
    method, crc, packed, size, name_size, extra_size = (head[4], *head[7:12])
    end = CENTRAL_SIZE + name_size
    offset = head[16]
    if extra_size:
        _, _, size, packed, offset = struct.unpack_from("<2H3Q", data, end)
    member = Member(
        name=data[CENTRAL_SIZE:end].decode(),
        method=Method(method),
        crc=crc,
        packed=packed,
        size=size,
        offset=offset,
    )
    return member, end + extra_size


def end64_records(end: End) -> bytes:
    """Return the ZIP64 end records, or nothing where they are not needed."""
    if not end.needs_zip64:
        return b""
    place = end.directory_offset + end.directory_size
    numbers = (end.count, end.count, end.directory_size, end.directory_offset)
    record = _END64.pack(b"PK\x06\x06", 44, _UNIX | _VERSION64, _VERSION64, 0, 0, *numbers)
    return record + _LOCATOR.pack(b"PK\x06\x07", 0, place, 1)


def end_record(end: End, digest: str) -> bytes:
    """Return the last record; its comment is the digest of every byte before it, in hex."""
    count = min(end.count, LIMIT16)
    size, offset = min(end.directory_size, LIMIT32), min(end.directory_offset, LIMIT32)
    if end.needs_zip64:
        count, size, offset = LIMIT16, LIMIT32, LIMIT32
    head = (b"PK\x05\x06", 0, 0, count, count, size, offset, COMMENT_SIZE)
    return _END.pack(*head) + f"sha256:{digest}".encode("ascii")


def parse_end(tail: bytes) -> End:
    """Read where the directory stands from the last bytes of a container.

    Raises `struct.error` for what is too short; the caller compares with the records above.
    """
    head = _END.unpack_from(tail, len(tail) - END_SIZE)
    end = End(count=head[4], directory_size=head[5], directory_offset=head[6])
    if (end.count, end.directory_size, end.directory_offset) != (LIMIT16, LIMIT32, LIMIT32):
        return end
    wide = _END64.unpack_from(tail, len(tail) - END_SIZE - END64_SIZE)
    return End(count=wide[7], directory_size=wide[8], directory_offset=wide[9])
