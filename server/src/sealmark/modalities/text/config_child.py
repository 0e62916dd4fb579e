"""The sandboxed reader of labeling configurations: frames of bytes in, lines of JSON out.

- It shuts itself in before it reads its first byte, like the reader of text files.
- It says one line: the ontology with what could not be taken over, or why nothing could be read.
"""

# SPDX-License-Identifier: Apache-2.0
import json
import sys
from dataclasses import asdict
from typing import IO

from sealmark.modalities.text.child import frames, shut_in
from sealmark.modalities.text.label_config import read_config
from sealmark.modalities.text.xml_tree import LARGEST, XmlRefusedError, read_xml


def serve(source: IO[bytes], sink: IO[bytes]) -> None:
    """Answer inputs until there are no more."""
    while source.readline():
        data = bytearray()
        for frame in frames(source):
            if len(data) <= LARGEST:
                data += frame
        sink.write(json.dumps(_said(bytes(data))).encode() + b'\n{"end":1}\n')
        sink.flush()


def _said(data: bytes) -> dict[str, object]:
    try:
        document, notes = read_config(read_xml(data))
    except XmlRefusedError as error:
        return {"refused": error.reason, "line": error.line}
    return {"document": document, "notes": [asdict(note) for note in notes]}


if __name__ == "__main__":
    shut_in()
    serve(sys.stdin.buffer, sys.stdout.buffer)
