"""Free text that people write is scanned by the rules before it is kept as an answer or comment.

- Rules and gazetteers only: no model is loaded in the process that serves people.
"""

# SPDX-License-Identifier: Apache-2.0
from functools import cache

from sealmark.redaction import services as redaction


@cache
def _scanner() -> "redaction.WrittenScanner":
    return redaction.written_scanner()


def scan_written(text: str) -> list[dict[str, object]]:
    """Return where a text seems to name somebody: start, end (code points) and kind."""
    return _scanner().scan(text)
