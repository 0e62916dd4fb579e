"""Words planted where content is kept, and the search for them in files."""

# SPDX-License-Identifier: Apache-2.0
import base64
import os
import re
from collections.abc import Iterator
from pathlib import Path

STEM = "qvx" + "".join(chr(ord("a") + byte % 26) for byte in os.urandom(9))
"""One word that no text holds by chance; letters only, so that every detector passes it by."""

PLACES = (
    *("content", "file", "external", "subject", "shown", "hidden", "held", "draft", "answer"),
    *("skip", "returned", "guideline", "question", "dictionary", "policy", "release", "hide"),
    *("export", "part"),
)


def word(place: str) -> str:
    """Return the canary of a place."""
    assert place in PLACES
    return f"{STEM}{place}"


def spellings(stem: str) -> Iterator[bytes]:
    """Yield a stem as files could hold it; of base64, what is the same at each alignment."""
    for form in (stem, stem.title(), stem.upper()):
        yield from (form.encode(), form.encode("utf-16-le"), form.encode().hex().encode())
        for shift in range(3):
            cut = base64.b64encode(b"x" * shift + form.encode())
            yield cut[4 : -4 if (shift + len(form)) % 3 else None]
    yield stem.encode().hex().upper().encode()


def read_all(folder: Path, oid: str) -> Iterator[tuple[str, bytes]]:
    """Yield every file of a folder; of databases, the one with this number."""
    elsewhere = re.compile(rf"/base/(?!{oid}/|pgsql_tmp)\d+/")
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink() and not elsewhere.search(str(path)):
            try:
                yield str(path), path.read_bytes()
            except FileNotFoundError:  # of another test, which has ended
                continue


def found(files: list[tuple[str, bytes]], stem: str) -> dict[str, str]:
    """Return where a stem is, and what follows it there."""
    wanted = re.compile(b"|".join(map(re.escape, spellings(stem))))
    return {
        path: content[match.start() : match.end() + 10].decode(errors="replace")
        for path, content in files
        if (match := wanted.search(content))
    }
