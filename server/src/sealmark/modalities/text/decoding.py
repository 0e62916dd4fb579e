"""Bytes to text: UTF-8, UTF-8 with BOM, UTF-16 with BOM. Anything else is refused.

- Nothing is guessed and nothing is replaced: a byte that does not decode refuses.
- The byte order mark is not part of the text. Line ends stay as they are.
- NUL is refused: it is a sign of a binary file or of another encoding.
- Chunks may cut anywhere; memory is one chunk.
"""

# SPDX-License-Identifier: Apache-2.0
import codecs
from collections.abc import Iterable, Iterator

from sealmark.modalities.text.problems import Problem, ProblemError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UTF32_LE = codecs.BOM_UTF32_LE
_LONGEST_BOM = 4


def decoded(chunks: Iterable[bytes]) -> Iterator[str]:
    """Decode chunks of one file, one piece of text per chunk; raise `ProblemError`."""
    source = iter(chunks)
    head = b""
    for chunk in source:
        head += chunk
        if len(head) >= _LONGEST_BOM:
            break
    encoding, mark = _encoding_of(head)
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    yield _decode(decoder, head[mark:])
    for chunk in source:
        yield _decode(decoder, chunk)
    yield _decode(decoder, b"", final=True)


def decode(data: bytes) -> str:
    """Decode a whole file; raise `ProblemError`."""
    return "".join(decoded([data]))


def _encoding_of(head: bytes) -> tuple[str, int]:
    if head.startswith(_UTF32_LE):
        raise ProblemError(Problem.ENCODING)
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return encoding, len(mark)
    return "utf-8", 0


def _decode(decoder: codecs.IncrementalDecoder, data: bytes, *, final: bool = False) -> str:
    try:
        text = decoder.decode(data, final)
    except UnicodeDecodeError as cause:
        raise ProblemError(Problem.ENCODING) from cause
    if "\x00" in text:
        raise ProblemError(Problem.BINARY)
    return text
