"""The sandboxed reader of text files: frames of bytes in, lines of JSON out, nothing else.

- It shuts itself in before it reads its first byte: no new descriptors (hence no files, no
  network), no file of any size, 1 GiB of memory, ten minutes of computing.
- One header line names kind, columns and limits; frames follow, an empty one ends the input.
- What it says of a row is an item or a fault; a fault holds no content.
"""

# SPDX-License-Identifier: Apache-2.0
import json
import resource
import sys
from collections.abc import Iterator
from typing import IO, Any

from sealmark.modalities.text.intake import FileKind, read_items
from sealmark.modalities.text.items import Columns, Fault, Item
from sealmark.modalities.text.limits import Limits

MEMORY = 1 << 30
COMPUTING_S = 600
_STANDARD_PIPES = 3


def shut_in() -> None:
    """Give up everything but the three pipes that are open."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (COMPUTING_S, COMPUTING_S))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_STANDARD_PIPES, _STANDARD_PIPES))


def serve(source: IO[bytes], sink: IO[bytes]) -> None:
    """Answer inputs until there are no more."""
    while header := source.readline():
        asked = json.loads(header)
        kind = FileKind(asked["kind"])
        named: dict[str, Any] = {
            name: tuple(column) if isinstance(column, list) else column
            for name, column in asked["columns"].items()
        }
        chunks = frames(source)
        for found in read_items(kind, chunks, columns=Columns(**named), limits=Limits()):
            sink.write(_spell(found))
        for _ in chunks:
            pass  # a reader may stop early; the next input begins after this one's end
        sink.write(b'{"end":1}\n')
        sink.flush()


def frames(source: IO[bytes]) -> Iterator[bytes]:
    """Yield the frames of one input."""
    while size := int.from_bytes(source.read(4), "big"):
        yield source.read(size)


def _spell(found: Item | Fault) -> bytes:
    body: dict[str, Any]
    if isinstance(found, Fault):
        body = {"row": found.row, "problem": found.problem.value, "remedy": found.remedy}
    else:
        body = {
            "row": found.row,
            "content": found.content,
            "external_id": found.external_id,
            "subject": found.subject,
            "shown": dict(found.shown),
            "hidden": dict(found.hidden),
            "labels": found.labels.to_json(),
        }
        if found.turns:
            body["turns"] = [turn.to_json() for turn in found.turns]
    return json.dumps(body, separators=(",", ":")).encode() + b"\n"


if __name__ == "__main__":
    shut_in()
    serve(sys.stdin.buffer, sys.stdout.buffer)
