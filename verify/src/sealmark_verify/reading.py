"""Reads the files of a bundle while checking them against the manifest.

- A file counts as read only when it is exhausted: its digest is compared at the end.
- Memory is bounded by one chunk, or by one line where a file is read by lines.
- A line ends with a line feed, the last one too; no line is longer than 64 MiB.
"""

# SPDX-License-Identifier: Apache-2.0
import hashlib
from collections.abc import Iterator

from sealmark_verify.encoding import HASH_SIZE
from sealmark_verify.errors import BundleError
from sealmark_verify.manifest import FileEntry
from sealmark_verify.source import Source

MAX_LINE = 64 * 1024 * 1024
MAX_SMALL = 64 * 1024 * 1024


def checked_chunks(source: Source, name: str, entry: FileEntry) -> Iterator[bytes]:
    """Yield a file's content; raise `BundleError` at its end unless the digest matches."""
    digest = hashlib.sha256()
    for chunk in source.chunks(name):
        digest.update(chunk)
        yield chunk
    if digest.hexdigest() != entry.sha256:
        raise BundleError("its SHA-256 is not the one in manifest.json", where=name)


def checked_lines(
    source: Source, name: str, entry: FileEntry, *, longest: int = MAX_LINE
) -> Iterator[bytes]:
    """Yield a file's lines without their line feeds, as `checked_chunks` yields its content."""
    rest = b""
    for chunk in checked_chunks(source, name, entry):
        *lines, rest = (rest + chunk).split(b"\n") if b"\n" in chunk else (rest + chunk,)
        yield from lines
        if len(rest) > longest:
            raise BundleError(f"a line is longer than {longest} bytes", where=name)
    if rest:
        raise BundleError("the last line does not end with a line feed", where=name)


def checked_hashes(source: Source, name: str, entry: FileEntry) -> Iterator[bytes]:
    """Yield a file's 32-byte pieces, as `checked_chunks` yields its content."""
    rest = b""
    for chunk in checked_chunks(source, name, entry):
        data = rest + chunk
        whole = len(data) - len(data) % HASH_SIZE
        rest = data[whole:]
        for at in range(0, whole, HASH_SIZE):
            yield data[at : at + HASH_SIZE]
    if rest:
        raise BundleError("it does not hold whole hashes of 32 bytes", where=name)


def read_small(source: Source, name: str) -> bytes:
    """Return a file that is small in every honest bundle. Raises `BundleError`."""
    if source.sizes[name] > MAX_SMALL:
        raise BundleError(f"it is larger than {MAX_SMALL} bytes", where=name)
    return b"".join(source.chunks(name))


def read_checked(source: Source, name: str, entry: FileEntry) -> bytes:
    """Return a small file whose digest matches the manifest. Raises `BundleError`."""
    data = read_small(source, name)
    refuse_other(name, data, entry)
    return data


def refuse_other(name: str, data: bytes, entry: FileEntry) -> None:
    """Refuse content whose digest is not the one in the manifest. Raises `BundleError`."""
    if hashlib.sha256(data).hexdigest() != entry.sha256:
        raise BundleError("its SHA-256 is not the one in manifest.json", where=name)
