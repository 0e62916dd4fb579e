"""What a way of replacing is, and what it may know: the document's numbers, the project's key.

- A replacement is a function of the value, the finding, the policy's rule and the context; the
  context is deterministic given the key and the surrogate table.
- A surrogate stands for one value only: the table refuses to give it away twice. The table sees
  keyed tags, never values.
"""

# SPDX-License-Identifier: Apache-2.0
import hmac
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

from sealmark.redaction.domain import Finding
from sealmark.redaction.numbering import Numbering
from sealmark.redaction.policy import KindRule


class SurrogateTable(Protocol):
    """Which surrogate stands for which value, within one project."""

    def claim(self, *, kind: str, tag: bytes, candidates: Iterator[str]) -> str:
        """Return what stands for `tag`, or bind the first of `candidates` that is still free.

        `tag` is 32 bytes; `candidates` never ends. Binding is atomic: two claims of different
        tags of one kind never get the same surrogate.
        """
        ...


class MemorySurrogates:
    """A surrogate table that lives as long as the process: for the command line and tests."""

    def __init__(self) -> None:
        """Begin empty."""
        self._by_tag: dict[tuple[str, bytes], str] = {}
        self._taken: set[tuple[str, str]] = set()

    def claim(self, *, kind: str, tag: bytes, candidates: Iterator[str]) -> str:
        """Return what stands for `tag`, binding the first free candidate if nothing does."""
        known = self._by_tag.get((kind, tag))
        if known is not None:
            return known
        chosen = next(c for c in candidates if (kind, c.casefold()) not in self._taken)
        self._by_tag[kind, tag] = chosen
        self._taken.add((kind, chosen.casefold()))
        return chosen


@dataclass(frozen=True, slots=True, kw_only=True)
class Secrets:
    """The key (32 bytes, of one project) and the table that surrogates are made with."""

    key: bytes = field(repr=False)
    table: SurrogateTable

    def tag(self, purpose: str, value: str) -> bytes:
        """Return the keyed tag (HMAC-SHA-256, 32 bytes) of a value for a purpose."""
        message = purpose.encode() + b"\x00" + value.encode("utf-8", "surrogatepass")
        return hmac.digest(self.key, message, "sha256")


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a replacement may depend on besides the value: document, subject, key and table.

    `subject` is the project's own id of the person the text is about, or empty.
    """

    secrets: Secrets
    numbering: Numbering
    subject: str = ""


class Transform(Protocol):
    """A way of replacing. One file in `redaction/transforms/`; `-` in a name is `_` in the file."""

    @property
    def name(self) -> str:
        """What policies call it."""
        ...

    @property
    def version(self) -> str:
        """Changes whenever the same value could get another replacement."""
        ...

    def replace(self, value: str, finding: Finding, rule: KindRule, context: Context) -> str:
        """Return what stands in place of `value`; it must not contain or reveal it."""
        ...


def stream(tag: bytes, purpose: str) -> Iterator[int]:
    """Yield bytes without end, derived from a tag: HMAC-SHA-256 in counter mode."""
    counter = 0
    while True:
        yield from hmac.digest(tag, f"{purpose}:{counter}".encode(), "sha256")
        counter += 1
