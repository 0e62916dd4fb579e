"""The evidence: every revision with its document, its statement, its event, its place in the log.

- `events.jsonl` is in the order of the log; `revisions.jsonl` holds, in the same order, one line
  for each event that made a revision. Both are read once, side by side.
- Each document is hashed with its salt, each statement is hashed and found in its event, each
  event is a leaf under the signed root.
- An error names file, line and, where there is one, the revision.
"""

# SPDX-License-Identifier: Apache-2.0
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from sealmark_verify.canonical import canonical_json, parse_json
from sealmark_verify.chain import Chains
from sealmark_verify.checkpoint import Checkpoint
from sealmark_verify.encoding import from_hex
from sealmark_verify.errors import BundleError, CanonicalError, ProofError, located
from sealmark_verify.event import LoggedEvent, parse_event
from sealmark_verify.fields import Fields
from sealmark_verify.manifest import EVENTS, HASHES, MANIFEST, REVISIONS, Counts, Manifest
from sealmark_verify.merkle import leaf_hash
from sealmark_verify.multiproof import MultiProof
from sealmark_verify.reading import checked_hashes, checked_lines
from sealmark_verify.source import Source
from sealmark_verify.statement import SALT_SIZE, LabelStatement, commit, parse_statement
from sealmark_verify.summary import Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class _Revision:
    """A line of `revisions.jsonl` whose document fits its statement."""

    line: int
    statement: LabelStatement
    digest: str


def revision_line(
    *, revision: str, asset: str, document: bytes, salt: bytes, statement: bytes
) -> bytes:
    """Return a line of `revisions.jsonl`, built of canonical parts, with its line feed."""
    return b'{"asset":"%b","document":%b,"revision":"%b","salt":"%b","statement":%b}\n' % (
        asset.encode(),
        document,
        revision.encode(),
        salt.hex().encode(),
        statement,
    )


def event_line(index: int, event: bytes) -> bytes:
    """Return a line of `events.jsonl`: the leaf, canonical JSON, and its place in the log."""
    return b'{"event":%b,"index":%d}\n' % (event, index)


def check_evidence(source: Source, manifest: Manifest, checkpoint: Checkpoint) -> Tally:
    """Refuse unless all evidence holds; return what it says. Raises `BundleError`."""
    tally, chains, count = Tally(), Chains(), 0
    revisions = _revisions(source, manifest)
    for line, event in _events(source, manifest, checkpoint):
        count += 1
        if not event.makes_revision:
            with located(f"{EVENTS} line {line}"):
                _take_other(event, chains, tally)
            continue
        revision = next(revisions, None)
        if revision is None:
            raise BundleError("its revision is not in the evidence", where=f"{EVENTS} line {line}")
        with located(f"{REVISIONS} line {revision.line} (revision {revision.statement.revision})"):
            _refuse_unlogged(revision, event)
            chains.add_revision(revision.statement)
        tally.add(revision.statement)
    if next(revisions, None) is not None:
        raise BundleError("a revision has no event in events.jsonl", where=REVISIONS)
    with located(REVISIONS):
        chains.finish()
    if (
        Counts(documents=chains.documents, revisions=chains.revisions, events=count)
        != manifest.counts
    ):
        raise BundleError("the evidence does not hold as much as the manifest says", where=MANIFEST)
    return tally


def _take_other(event: LoggedEvent, chains: Chains, tally: Tally) -> None:
    """Take in an event that made no revision."""
    if event.decides:
        chains.add_verdict(event)
        tally.add_verdict(event)


def _refuse_unlogged(revision: _Revision, event: LoggedEvent) -> None:
    """Refuse a statement that is not the one in the log's event."""
    if event.uuid("revision") != revision.statement.revision:
        raise ProofError("the next event in the log is about another revision")
    if event.digest("statement") != revision.digest:
        raise ProofError("its statement is not the one that was logged")


def _events(
    source: Source, manifest: Manifest, checkpoint: Checkpoint
) -> Iterator[tuple[int, LoggedEvent]]:
    """Yield each event with its line number; at the end all are proven to be in the log."""
    proof = MultiProof(
        size=checkpoint.size,
        root=checkpoint.root,
        hashes=checked_hashes(source, HASHES, manifest.files[HASHES]),
    )
    lines = checked_lines(source, EVENTS, manifest.files[EVENTS])
    for number, line in enumerate(lines, start=1):
        with located(f"{EVENTS} line {number}"):
            index, leaf, event = _parse_event_line(line)
            if event.project != manifest.project:
                raise ProofError("the event is of another project")
            proof.add(index, leaf_hash(leaf))
        yield number, event
    with located(f"{EVENTS} and {HASHES}"):
        proof.finish()


def _parse_event_line(line: bytes) -> tuple[int, bytes, LoggedEvent]:
    fields = Fields(parse_json(line), "event", "index")
    leaf, index = canonical_json(fields.raw("event")), fields.count("index")
    if event_line(index, leaf) != line + b"\n":
        raise CanonicalError("the line is not canonical JSON")
    return index, leaf, parse_event(fields.raw("event"))


def _revisions(source: Source, manifest: Manifest) -> Iterator[_Revision]:
    """Yield each revision whose document fits its statement."""
    lines = checked_lines(source, REVISIONS, manifest.files[REVISIONS])
    for number, line in enumerate(lines, start=1):
        with located(f"{REVISIONS} line {number}"):
            revision = _parse_revision_line(number, line)
            if revision.statement.project != manifest.project:
                raise ProofError("the statement is of another project")
        yield revision


def _parse_revision_line(number: int, line: bytes) -> _Revision:
    fields = Fields(parse_json(line), "asset", "document", "revision", "salt", "statement")
    name, asset = fields.uuid("revision"), fields.uuid("asset")
    with located(f"{REVISIONS} line {number} (revision {name})"):
        salt = from_hex(fields.text("salt"), SALT_SIZE)
        document = canonical_json(fields.raw("document"))
        raw = canonical_json(fields.raw("statement"))
        canonical = revision_line(
            revision=name, asset=asset, document=document, salt=salt, statement=raw
        )
        if canonical != line + b"\n":
            raise CanonicalError("the line is not canonical JSON")
        statement = parse_statement(fields.raw("statement"))
        if (statement.revision, statement.asset) != (name, asset):
            raise ProofError("the line and its statement name different revisions or assets")
        if commit(salt, document) != statement.commitment:
            raise ProofError("the label document is not the one that was committed to")
    return _Revision(line=number, statement=statement, digest=hashlib.sha256(raw).hexdigest())
