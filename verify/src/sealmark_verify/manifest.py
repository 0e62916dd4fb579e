"""The manifest: every file of a bundle with size and digest, in canonical JSON.

- It lists each file but itself and `proof`, sorted by name, none twice; the files that every
  bundle has are among them.
- Names are plain relative paths: letters, digits, dot, hyphen, underscore; no `..`, nothing
  hidden, nothing absolute.
- Its SHA-256 stands in the log, in the event `export.sealed`.
"""

# SPDX-License-Identifier: Apache-2.0
import re
from collections.abc import Mapping
from dataclasses import dataclass

from sealmark_verify.canonical import canonical_json, parse_canonical_json
from sealmark_verify.errors import FormatError
from sealmark_verify.fields import Fields

FORMAT = "https://sealmark.dev/bundle/v1"
MANIFEST = "manifest.json"
PROOF = "proof"
REVISIONS = "evidence/revisions.jsonl"
EVENTS = "evidence/events.jsonl"
HASHES = "evidence/hashes"
CHECKPOINT = "evidence/checkpoint"
LOG_KEY = "evidence/log.key"
REQUIRED = frozenset({REVISIONS, EVENTS, HASHES, CHECKPOINT, LOG_KEY})
DATA = "data/"
MAX_NAME = 200

_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)*", re.ASCII)
_MEMBERS = ("format", "project", "export", "created_at", "data_format", "content", "counts")
_CONTENTS = frozenset({"rendition", "original"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FileEntry:
    """A file's size in bytes and its SHA-256 in hex."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much the bundle proves."""

    documents: int
    revisions: int
    events: int

    def to_json(self) -> dict[str, object]:
        """Return the JSON form."""
        return {"documents": self.documents, "revisions": self.revisions, "events": self.events}


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a bundle holds. `content` says whether the data is redacted or the original."""

    project: str
    export: str
    created_at: str
    data_format: str
    content: str
    counts: Counts
    files: Mapping[str, FileEntry]

    def to_bytes(self) -> bytes:
        """Return the canonical form, which is the file."""
        return canonical_json(
            {
                "format": FORMAT,
                "project": self.project,
                "export": self.export,
                "created_at": self.created_at,
                "data_format": self.data_format,
                "content": self.content,
                "counts": self.counts.to_json(),
                "files": [
                    {"name": name, "size": self.files[name].size, "sha256": self.files[name].sha256}
                    for name in sorted(self.files)
                ],
            }
        )


def parse_manifest(data: bytes) -> Manifest:
    """Read a manifest. Raises `FormatError`."""
    fields = Fields(parse_canonical_json(data), *_MEMBERS, "files")
    if fields.text("format") != FORMAT:
        raise FormatError("the bundle has a format that this version does not read")
    return Manifest(
        project=fields.uuid("project"),
        export=fields.uuid("export"),
        created_at=fields.time("created_at"),
        data_format=fields.word("data_format"),
        content=fields.one_of("content", _CONTENTS),
        counts=_parse_counts(fields.raw("counts")),
        files=_parse_files(fields.items("files")),
    )


def refuse_bad_name(name: str) -> None:
    """Refuse a name that is not a plain, relative path."""
    if len(name) > MAX_NAME or not _NAME.fullmatch(name):
        raise FormatError("a file name in the bundle is not a plain relative path")


def _parse_counts(value: object) -> Counts:
    fields = Fields(value, "documents", "revisions", "events")
    return Counts(
        documents=fields.count("documents"),
        revisions=fields.count("revisions"),
        events=fields.count("events"),
    )


def _parse_files(values: list[object]) -> dict[str, FileEntry]:
    files: dict[str, FileEntry] = {}
    for value in values:
        fields = Fields(value, "name", "size", "sha256")
        name = fields.text("name")
        refuse_bad_name(name)
        files[name] = FileEntry(size=fields.count("size"), sha256=fields.digest("sha256"))
    if list(files) != sorted(files) or len(files) != len(values):
        raise FormatError("the files are not sorted by name, or one is listed twice")
    if not files.keys() >= REQUIRED or any(name in files for name in (MANIFEST, PROOF)):
        raise FormatError("the manifest lacks an evidence file, or lists itself or the proof")
    if not all(name in REQUIRED or name.startswith(DATA) for name in files):
        raise FormatError(f"the manifest lists a file that is neither evidence nor under {DATA}")
    return files
