"""One sealed blob: AES-256-GCM in chunks of 64 KiB that can be opened one by one.

- Layout: version (1), log2 of the chunk size (1), key id (4), salt (16), then the chunks, each
  with its tag. A value up to 64 KiB is one chunk: 38 bytes more than its content.
- Every blob has a key of its own: HKDF-SHA-256 of the caller's key and the random salt.
- Chunk nonce = counter (11 bytes), last flag (1): a chunk moved, dropped or added does not open.
- The header and the digest of the context are authenticated with every chunk: a blob of another
  place, zone, project or version does not open.
- The last chunk holds at least one byte unless the whole content is empty: one content has one
  number of chunks.
- Streams and ranges use constant memory. A range proves the bytes it gives, and the end of the
  content whenever it gives fewer than asked; it does not prove the chunks it does not touch.
  A stream is proven whole only when it has ended without an error.
"""

# SPDX-License-Identifier: Apache-2.0
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Protocol

from sealmark.vault.domain import DataKey
from sealmark.vault.errors import SealBrokenError
from sealmark.vault.primitives import TAG_BYTES, Entropy, Gcm, hkdf_sha256

CHUNK: Final = 65_536
_VERSION: Final = 1
_CHUNK_LOG2: Final = 16
_SALT_BYTES: Final = 16
_LEAD: Final = bytes((_VERSION, _CHUNK_LOG2))
HEADER_BYTES: Final = 6 + _SALT_BYTES
STRIDE: Final = CHUNK + TAG_BYTES
_INFO: Final = b"sealmark blob v1"
_ONLY_CHUNK: Final = bytes(11) + b"\x01"


class RangeReader(Protocol):
    """Something stored whose bytes can be read from any place: a row, a file, an object."""

    def size(self) -> int:
        """Return how many bytes there are."""
        ...

    def read(self, start: int, length: int) -> bytes:
        """Return up to `length` bytes from `start`; fewer only at the end."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class BytesReader:
    """A blob that is in memory already, such as a database row."""

    blob: bytes

    def size(self) -> int:
        """Return how many bytes there are."""
        return len(self.blob)

    def read(self, start: int, length: int) -> bytes:
        """Return up to `length` bytes from `start`."""
        return self.blob[start : start + length]


def seal(key: DataKey, content: bytes, *, context: bytes, entropy: Entropy) -> bytes:
    """Seal one value that is in memory."""
    header, cipher, bound = _begin(key, context, entropy)
    if len(content) <= CHUNK:
        return header + cipher.seal(_ONLY_CHUNK, content, bound)
    view = memoryview(content)
    starts = range(0, len(content), CHUNK)
    last = len(starts) - 1
    chunks = (
        cipher.seal(_nonce(number, last=number == last), view[start : start + CHUNK], bound)
        for number, start in enumerate(starts)
    )
    return b"".join((header, *chunks))


def open_sealed(key: DataKey, blob: bytes, *, context: bytes) -> bytes:
    """Open one value that is in memory, or raise `SealBrokenError`."""
    cipher, bound = _resume(key, blob[:HEADER_BYTES], context)
    body = memoryview(blob)[HEADER_BYTES:]
    if len(body) <= STRIDE:
        return cipher.open(_ONLY_CHUNK, body, bound)
    last = _chunk_count(len(blob)) - 1
    return b"".join(
        cipher.open(_nonce(number, last=number == last), body[start : start + STRIDE], bound)
        for number, start in enumerate(range(0, len(body), STRIDE))
    )


def key_id_of(blob: bytes) -> int:
    """Say which key a blob names (0 for an item's own key); raise if it is no blob of ours."""
    if len(blob) < HEADER_BYTES or blob[:2] != _LEAD:
        raise SealBrokenError
    return int.from_bytes(blob[2:6], "big")


def seal_chunks(
    key: DataKey, pieces: Iterable[bytes], *, context: bytes, entropy: Entropy
) -> Iterator[bytes]:
    """Seal a stream: give the header first, then chunk by chunk."""
    header, cipher, bound = _begin(key, context, entropy)
    yield header
    for number, (chunk, last) in enumerate(_regroup(pieces, CHUNK)):
        yield cipher.seal(_nonce(number, last=last), chunk, bound)


def open_chunks(key: DataKey, pieces: Iterable[bytes], *, context: bytes) -> Iterator[bytes]:
    """Open a stream chunk by chunk; raise `SealBrokenError` where it is broken or cut short.

    What was given before the error is authentic but perhaps not all: act only on a whole stream.
    """
    header, rest = _split_header(pieces)
    cipher, bound = _resume(key, header, context)
    for number, (chunk, last) in enumerate(_regroup(rest, STRIDE)):
        content = cipher.open(_nonce(number, last=last), chunk, bound)
        if number and not content:
            raise SealBrokenError
        yield content


def open_range(
    key: DataKey, reader: RangeReader, start: int, length: int, *, context: bytes
) -> bytes:
    """Open `length` bytes of the content from `start` (fewer at its end), reading only these."""
    if start < 0 or length < 0:
        raise ValueError("a range starts at 0 or later and is not negative")
    stored = reader.size()
    size = clear_size(stored)
    end = min(start + length, size)
    # Reading at or behind the end opens the last chunk: that here is the end must be proven too.
    first = min(start, max(size - 1, 0)) // CHUNK
    chunks = max(end - 1, 0) // CHUNK - first + 1
    cipher, bound = _resume(key, reader.read(0, HEADER_BYTES), context)
    body = memoryview(reader.read(HEADER_BYTES + first * STRIDE, chunks * STRIDE))
    last = _chunk_count(stored) - 1
    opened = b"".join(
        cipher.open(
            _nonce(first + step, last=first + step == last),
            body[step * STRIDE : (step + 1) * STRIDE],
            bound,
        )
        for step in range(chunks)
    )
    return opened[start - first * CHUNK : end - first * CHUNK]


def sealed_size(content: int) -> int:
    """Say how many bytes `content` bytes take when sealed."""
    chunks = max(1, -(-content // CHUNK))
    return HEADER_BYTES + content + chunks * TAG_BYTES


def clear_size(sealed: int) -> int:
    """Say how many bytes of content a blob of `sealed` bytes holds; raise if none has that size."""
    return sealed - HEADER_BYTES - _chunk_count(sealed) * TAG_BYTES


def _chunk_count(sealed: int) -> int:
    body = sealed - HEADER_BYTES
    chunks, rest = divmod(body, STRIDE)
    if body < TAG_BYTES or 0 < rest < TAG_BYTES or (chunks and rest == TAG_BYTES):
        raise SealBrokenError
    return chunks + (rest > 0)


def _begin(key: DataKey, context: bytes, entropy: Entropy) -> tuple[bytes, Gcm, bytes]:
    header = _LEAD + key.key_id.to_bytes(4, "big") + entropy(_SALT_BYTES)
    return header, *_cipher(key, header, context)


def _resume(key: DataKey, header: bytes, context: bytes) -> tuple[Gcm, bytes]:
    if key_id_of(header) != key.key_id:
        raise SealBrokenError
    return _cipher(key, header, context)


def _cipher(key: DataKey, header: bytes, context: bytes) -> tuple[Gcm, bytes]:
    bound = header + hashlib.sha256(context).digest()
    return Gcm(hkdf_sha256(key.material, salt=header[6:], info=_INFO)), bound


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes((last,))


def _split_header(pieces: Iterable[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """Take the header off a stream, whatever its pieces; give the rest back as a stream."""
    source = iter(pieces)
    head = b""
    while len(head) < HEADER_BYTES:
        piece = next(source, None)
        if piece is None:
            raise SealBrokenError
        head += piece
    return head[:HEADER_BYTES], _chain(head[HEADER_BYTES:], source)


def _chain(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _regroup(pieces: Iterable[bytes], size: int) -> Iterator[tuple[memoryview, bool]]:
    """Cut a stream into pieces of `size`; say of each whether it is the last. At least one comes.

    A full piece is held back until more has come, for only then is it known not to be the last.
    """
    held = bytearray()
    for piece in pieces:
        held += piece
        whole = (len(held) - 1) // size
        if whole > 0:
            ready = memoryview(bytes(held[: whole * size]))
            del held[: whole * size]
            for start in range(0, len(ready), size):
                yield ready[start : start + size], False
    yield memoryview(bytes(held)), True
