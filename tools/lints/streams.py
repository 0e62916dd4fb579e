"""Streams: no streaming response, because one keeps a transaction open at the reader's pace.

- Bytes are answered in bounded ranges, read inside the scope and returned whole.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterable, Iterator

from tools.lints.base import Finding, Source, finding, imported_names, server_sources

RULE = "streams"
STREAMING = {"StreamingHttpResponse", "FileResponse"}


def find(sources: Iterable[Source]) -> Iterator[Finding]:
    """Find imports of streaming responses."""
    for source in server_sources(sources):
        for name, line in imported_names(source):
            if name.rpartition(".")[2] in STREAMING:
                message = f"{name} reads rows at the client's pace; answer a bounded range"
                yield from finding(source, line, RULE, message)
