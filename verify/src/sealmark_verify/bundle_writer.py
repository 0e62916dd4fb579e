"""Writes a bundle as a ZIP container, front to back, with constant memory.

- The sink is only ever written to: no seek, no second pass, nothing kept on disk.
- Order of use: data members, `write_evidence`, `seal`, then `finish` with the log's answer.
- Revisions that were set aside (see `packing`) while data was written are taken over as they are.
- What is written is not judged here: run the verifier over the result, as the receiver will.
- Kept in memory: 8 bytes per event, and each member's record in the directory.
"""

# SPDX-License-Identifier: Apache-2.0
import hashlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sealmark_verify.errors import FormatError
from sealmark_verify.evidence import event_line
from sealmark_verify.keys import VerifierKey, format_key_file
from sealmark_verify.manifest import (
    CHECKPOINT,
    DATA,
    EVENTS,
    HASHES,
    LOG_KEY,
    MANIFEST,
    PROOF,
    REVISIONS,
    Counts,
    FileEntry,
    Manifest,
    refuse_bad_name,
)
from sealmark_verify.multiproof import proof_hashes
from sealmark_verify.packing import (
    FAST,
    MemberWriter,
    RevisionRecord,
    RevisionsWriter,
    SetAside,
    Sink,
    refuse_other_size,
)
from sealmark_verify.ranges import Node
from sealmark_verify.seal import format_seal
from sealmark_verify.zip_records import (
    End,
    Member,
    Method,
    central_header,
    descriptor,
    end64_records,
    end_record,
    local_header,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRecord:
    """One audit event: its place in the log and the canonical JSON that is the leaf."""

    index: int
    leaf: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class LogView:
    """The log at the evidence's checkpoint: its size, its hashes, the signed note, its keys."""

    size: int
    node: Node
    checkpoint: bytes
    keys: tuple[VerifierKey, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SealProof:
    """The log's answer to the sealing event, see `seal.format_seal`."""

    event: bytes
    index: int
    path: Sequence[bytes]
    consistency: Sequence[bytes]
    checkpoint: bytes


class BundleWriter:
    """Writes one bundle."""

    def __init__(self, sink: Sink) -> None:
        """Begin a container at the present end of `sink`."""
        self._sink = sink
        self._digest = hashlib.sha256()
        self._place = 0
        self._members: list[Member] = []
        self._files: dict[str, FileEntry] = {}
        self._counts = Counts(documents=0, revisions=0, events=0)

    @contextmanager
    def open_member(self, name: str) -> Iterator[MemberWriter]:
        """Write the exported file `data/...`, packed."""
        self._refuse_foreign(name)
        with self._member(name, Method.DEFLATED) as member:
            yield member

    @contextmanager
    def open_stored_member(self, name: str) -> Iterator[MemberWriter]:
        """Write the exported file `data/...` as it is: for what is encrypted or packed already."""
        self._refuse_foreign(name)
        with self._member(name, Method.STORED) as member:
            yield member

    def write_evidence(
        self,
        revisions: Iterable[RevisionRecord] | SetAside,
        events: Iterable[EventRecord],
        log: LogView,
    ) -> None:
        """Write all evidence, each part streamed once.

        `events` come in the order of the log: those that made the revisions, in the same order as
        `revisions`, and any other that a statement's steps refer to.
        """
        if isinstance(revisions, SetAside):
            documents, count = self._take_over(revisions)
        else:
            documents, count = self._write_revisions(revisions)
        indices = self._write_events(events)
        with self._member(HASHES, Method.STORED) as member:
            for item in proof_hashes(indices, log.size, log.node):
                member.write(item)
        self._write_small(CHECKPOINT, log.checkpoint)
        self._write_small(LOG_KEY, format_key_file(log.keys))
        self._counts = Counts(documents=documents, revisions=count, events=len(indices))

    def seal(
        self, *, project: str, export: str, created_at: str, data_format: str, content: str
    ) -> str:
        """Write the manifest; return its SHA-256, to be logged in an `export.sealed` event."""
        manifest = Manifest(
            project=project,
            export=export,
            created_at=created_at,
            data_format=data_format,
            content=content,
            counts=self._counts,
            files=dict(self._files),
        )
        self._write_small(MANIFEST, manifest.to_bytes())
        return self._files[MANIFEST].sha256

    def finish(self, proof: SealProof) -> None:
        """Write the log's proof of the seal and end the container. The sink stays open."""
        data = format_seal(
            event=proof.event,
            index=proof.index,
            path=proof.path,
            consistency=proof.consistency,
            checkpoint=proof.checkpoint,
        )
        self._write_small(PROOF, data)
        directory = b"".join(central_header(member) for member in self._members)
        end = End(
            count=len(self._members), directory_offset=self._place, directory_size=len(directory)
        )
        self._put(directory)
        self._put(end64_records(end))
        self._sink.write(end_record(end, self._digest.hexdigest()))

    def _refuse_foreign(self, name: str) -> None:
        refuse_bad_name(name)
        if not name.startswith(DATA):
            raise FormatError(f"an exported file does not stand under {DATA}")

    def _write_revisions(self, revisions: Iterable[RevisionRecord]) -> tuple[int, int]:
        with self._member(REVISIONS, Method.DEFLATED) as member:
            writer = RevisionsWriter(member)
            for record in revisions:
                writer.add(record)
        return writer.documents, writer.count

    def _take_over(self, aside: SetAside) -> tuple[int, int]:
        offset = self._begin(REVISIONS, Method.DEFLATED)
        taken = 0
        for piece in aside.packed:
            taken += len(piece)
            self._put(piece)
        refuse_other_size(aside, taken)
        self._files[REVISIONS] = aside.entry
        self._end(
            Member(
                name=REVISIONS,
                method=Method.DEFLATED,
                crc=aside.crc,
                packed=aside.size,
                size=aside.entry.size,
                offset=offset,
            )
        )
        return aside.documents, aside.count

    def _write_events(self, events: Iterable[EventRecord]) -> "array[int]":
        indices = array("Q")
        with self._member(EVENTS, Method.DEFLATED) as member:
            for event in events:
                indices.append(event.index)
                member.write(event_line(event.index, event.leaf))
        return indices

    def _write_small(self, name: str, data: bytes) -> None:
        with self._member(name, Method.DEFLATED) as member:
            member.write(data)

    @contextmanager
    def _member(self, name: str, method: Method) -> Iterator[MemberWriter]:
        offset = self._begin(name, method)
        writer = MemberWriter(self._put, level=0 if method is Method.STORED else FAST)
        yield writer
        self._files[name] = writer.close()
        self._end(
            Member(
                name=name,
                method=method,
                crc=writer.crc,
                packed=writer.packed,
                size=writer.size,
                offset=offset,
            )
        )

    def _begin(self, name: str, method: Method) -> int:
        """Write what stands before a file; return where that begins."""
        if name in self._files:
            raise FormatError("the bundle has this file already")
        offset = self._place
        self._put(local_header(name, method))
        return offset

    def _end(self, member: Member) -> None:
        """Write what stands behind a file."""
        self._put(descriptor(member))
        self._members.append(member)

    def _put(self, data: bytes) -> None:
        self._place += len(data)
        self._digest.update(data)
        self._sink.write(data)
