"""XML from outside, read into plain elements: no entities, no document types, nothing is fetched.

- A document type is refused, and with it every entity of its own: no bombs, no files, no addresses.
- The bytes are UTF-8, whatever the document says of itself.
- At most 1 MiB, 20,000 elements and 40 levels. What is refused names the line, never the content.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

LARGEST = 1024 * 1024
MOST_ELEMENTS, DEEPEST = 20_000, 40


class XmlRefusedError(ValueError):
    """This XML cannot be read."""

    def __init__(self, reason: str, line: int) -> None:
        """Name the reason (a word) and the line."""
        self.reason = reason
        self.line = line
        super().__init__(f"{reason}, line {line}")


@dataclass(slots=True, kw_only=True)
class Element:
    """One element; text between elements is passed over."""

    tag: str
    attributes: dict[str, str]
    line: int
    children: list["Element"] = field(default_factory=list)

    def walk(self) -> Iterator["Element"]:
        """Yield the element and everything in it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()


class _Builder:
    def __init__(self) -> None:
        self.parser = expat.ParserCreate("utf-8")
        self.root: Element | None = None
        self._open: list[Element] = []
        self._count = 0
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = self._refuse_doctype
        self.parser.EntityDeclHandler = self._refuse_doctype

    def _refuse_doctype(self, *_: object) -> None:
        raise XmlRefusedError("doctype", self.parser.CurrentLineNumber)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        line = self.parser.CurrentLineNumber
        self._count += 1
        if self._count > MOST_ELEMENTS or len(self._open) >= DEEPEST:
            raise XmlRefusedError("too-large", line)
        element = Element(tag=tag, attributes=dict(attributes), line=line)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)

    def _end(self, _: str) -> None:
        self._open.pop()


def read_xml(data: bytes) -> Element:
    """Read a document; raise `XmlRefusedError`."""
    if len(data) > LARGEST:
        raise XmlRefusedError("too-large", 1)
    builder = _Builder()
    try:
        builder.parser.Parse(data, True)  # noqa: FBT003 - expat's own: this is the end
    except expat.ExpatError as cause:
        raise XmlRefusedError("broken", cause.lineno) from cause
    if builder.root is None:
        raise XmlRefusedError("broken", 1)
    return builder.root
