"""Bytes to text: UTF-8, UTF-8 with BOM, UTF-16 with BOM. Anything else is refused.

- Nothing is guessed and nothing is replaced: a byte that does not decode refuses its line, or
  the file where lines mean nothing.
- The byte order mark is not part of the text. Line ends inside a text stay as they are.
- NUL is refused: it is a sign of a binary file or of another encoding.
- Chunks may cut anywhere; memory is one chunk and one line.
"""

# SPDX-License-Identifier: Apache-2.0
import codecs
from collections.abc import Iterable, Iterator
from itertools import chain

from sealmark.modalities.text.limits import Limits
from sealmark.modalities.text.problems import Problem, ProblemError

_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_LONGEST_MARK = 4


def decoded(chunks: Iterable[bytes]) -> Iterator[str]:
    """Decode a file piece by piece; raise `ProblemError` at the first byte that does not decode."""
    encoding, rest = _opened(chunks)
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    for chunk, final in chain(((chunk, False) for chunk in rest), [(b"", True)]):
        try:
            text = decoder.decode(chunk, final)
        except UnicodeDecodeError as cause:
            raise ProblemError(Problem.ENCODING) from cause
        yield _printable(text)


def decoded_lines(chunks: Iterable[bytes], limits: Limits) -> Iterator[str | ProblemError]:
    """Yield lines with their ends; in place of a line that cannot be taken, the reason."""
    encoding, rest = _opened(chunks)
    newline = "\n".encode(encoding)
    for raw in _split(rest, newline, limits.row_bytes):
        yield (
            ProblemError(Problem.ROW_TOO_LARGE, limit=limits.row_bytes)
            if raw is None
            else (_line(raw, encoding))
        )


def _line(raw: bytes, encoding: str) -> str | ProblemError:
    try:
        return _printable(raw.decode(encoding))
    except UnicodeDecodeError:
        return ProblemError(Problem.ENCODING)
    except ProblemError as problem:
        return problem


def _printable(text: str) -> str:
    if "\x00" in text:
        raise ProblemError(Problem.BINARY)
    return text


def _opened(chunks: Iterable[bytes]) -> tuple[str, Iterator[bytes]]:
    """Return the encoding and the bytes behind the byte order mark."""
    source = iter(chunks)
    head = b""
    while len(head) < _LONGEST_MARK and (chunk := next(source, None)) is not None:
        head += chunk
    if head.startswith(_UTF32):
        raise ProblemError(Problem.ENCODING)
    for mark, encoding in _UTF16.items():
        if head.startswith(mark):
            return encoding, chain([head[len(mark) :]], source)
    return "utf-8", chain([head.removeprefix(codecs.BOM_UTF8)], source)


def _split(chunks: Iterator[bytes], newline: bytes, limit: int) -> Iterator[bytes | None]:
    """Split at newlines; None for a line longer than `limit` bytes, which is not kept."""
    line = bytearray()
    dropped = False
    for chunk in _aligned(chunks, len(newline)):
        start = 0
        while (end := _newline_at(chunk, newline, start)) >= 0:
            line += chunk[start:end]
            yield None if dropped or len(line) > limit else bytes(line)
            line.clear()
            start, dropped = end, False
        line += chunk[start:]
        if len(line) > limit:
            line.clear()
            dropped = True
    if line or dropped:
        yield None if dropped else bytes(line)


def _newline_at(chunk: bytes, newline: bytes, start: int) -> int:
    """Return where the next line begins, or -1; only at places of whole code units."""
    at = chunk.find(newline, start)
    while at >= 0 and at % len(newline):
        at = chunk.find(newline, at + 1)
    return at + len(newline) if at >= 0 else -1


def _aligned(chunks: Iterator[bytes], unit: int) -> Iterator[bytes]:
    """Cut chunks so that each holds whole code units; the last may hold a broken one."""
    left = b""
    for chunk in chunks:
        whole = left + chunk
        keep = len(whole) - len(whole) % unit
        left = whole[keep:]
        yield whole[:keep]
    if left:
        yield left
