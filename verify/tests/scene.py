"""A small log with real keys, and bundles written from it by the real writer."""

# SPDX-License-Identifier: Apache-2.0
import hashlib
import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey

from sealmark_verify.bundle import verify_source
from sealmark_verify.bundle_writer import (
    BundleWriter,
    EventRecord,
    LogView,
    SealProof,
)
from sealmark_verify.canonical import canonical_json
from sealmark_verify.checkpoint import Checkpoint, cosign
from sealmark_verify.errors import BundleError
from sealmark_verify.keys import VerifierKey, ed25519_key, ml_dsa_key
from sealmark_verify.merkle import leaf_hash
from sealmark_verify.note import SignedNote, format_note, sign_ed25519
from sealmark_verify.packing import RevisionRecord
from sealmark_verify.ranges import consistency_path, inclusion_path
from sealmark_verify.statement import (
    Criteria,
    LabelStatement,
    Rendition,
    Step,
    Version,
    commit,
    statement_digest,
    step_of,
)
from sealmark_verify.summary import Summary
from sealmark_verify.tiles import row_root
from sealmark_verify.zip_source import ZipSource

ORIGIN = "sealmark.example/log/1"


def uuid(number: int) -> str:
    return str(UUID(int=number))


def digest(word: str) -> str:
    return hashlib.sha256(word.encode()).hexdigest()


PROJECT, EXPORT, POLICY = uuid(1), uuid(2), uuid(3)
LABELER, REVIEWER = uuid(11), uuid(12)


@dataclass(kw_only=True)
class Log:
    """A log in memory."""

    origin: str = ORIGIN
    ed25519: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    ml_dsa: MLDSA44PrivateKey = field(default_factory=MLDSA44PrivateKey.generate)
    leaves: list[bytes] = field(default_factory=list)

    @cached_property
    def keys(self) -> tuple[VerifierKey, VerifierKey]:
        return (
            ed25519_key(self.origin, self.ed25519.public_key()),
            ml_dsa_key(self.origin, self.ml_dsa.public_key()),
        )

    def append(self, leaf: bytes) -> int:
        self.leaves.append(leaf)
        return len(self.leaves) - 1

    def node(self, level: int, index: int) -> bytes:
        chosen = self.leaves[index << level : (index + 1) << level]
        assert len(chosen) == 1 << level, "only complete subtrees are asked for"
        return row_root(leaf_hash(leaf) for leaf in chosen)

    def checkpoint(self, *extensions: str) -> bytes:
        root = row_root(leaf_hash(leaf) for leaf in self.leaves)
        tree = Checkpoint(
            origin=self.origin, size=len(self.leaves), root=root, extensions=extensions
        )
        signatures = (
            sign_ed25519(self.origin, self.ed25519, tree.text),
            cosign(self.origin, self.ml_dsa, tree, timestamp=1_700_000_000),
        )
        return format_note(SignedNote(text=tree.text, signatures=signatures))


def event_bytes(number: int, kind: str, **facts: object) -> bytes:
    return canonical_json(
        {
            "id": uuid(1_000 + number),
            "at": "2026-01-31T12:00:00.000000+00:00",
            "kind": kind,
            "organization": uuid(9),
            "project": PROJECT,
            "actor": LABELER,
            "facts": facts,
        }
    )


def label_statement(number: int = 1, **changes: object) -> LabelStatement:
    """A statement of a person's first revision of document `number`."""
    base = LabelStatement(
        revision=uuid(2_000 + number),
        commitment=digest("to be replaced"),
        project=PROJECT,
        asset=uuid(3_000 + number),
        document=uuid(4_000 + number),
        number=1,
        parent=None,
        task=uuid(5_000 + number),
        actor=LABELER,
        step="label",
        duty="label",
        decision="submitted",
        created_at="2026-01-31T12:00:00.000000Z",
        ontology=Version(version=uuid(21), number=1, digest=digest("ontology")),
        guideline=Version(version=uuid(22), number=3, digest=digest("guideline")),
        policy=Version(version=uuid(23), number=2, digest=digest("policy")),
        rendition=Rendition(
            id=uuid(6_000 + number),
            commitment=digest("rendition"),
            detectors=digest("detectors"),
        ),
        clearance=uuid(7_000 + number),
        steps=(),
        criteria=Criteria(
            review_share=2_500, seed_commitment=digest("seed"), drawn=True, outcome="pending"
        ),
        origin="human",
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def correction(first: LabelStatement, **changes: object) -> LabelStatement:
    """A reviewer's corrected revision on top of `first`."""
    base = replace(
        first,
        revision=uuid(UUID(first.revision).int + 500_000),
        number=first.number + 1,
        parent=first.revision,
        task=uuid(5_900),
        actor=REVIEWER,
        step="review",
        duty="review",
        decision="correct",
        created_at="2026-01-31T13:00:00.000000Z",
        steps=(*first.steps, step_of(first)),
        criteria=replace(first.criteria, outcome="corrected"),
    )
    return replace(base, **changes)  # type: ignore[arg-type]


@dataclass(kw_only=True)
class Scene:
    """A project whose labels are logged and exported; each part may be bent before export."""

    log: Log = field(default_factory=Log)
    revisions: list[RevisionRecord] = field(default_factory=list)
    events: list[EventRecord] = field(default_factory=list)
    data: dict[str, bytes] = field(default_factory=lambda: {"data/labels.jsonl": b'{"a":1}\n'})
    noise: int = 0

    def other(self) -> None:
        """Log something of another project."""
        self.noise += 1
        self.log.append(canonical_json({"noise": self.noise}))

    def label(self, statement: LabelStatement, body: object = None, **facts: object) -> None:
        """Log and keep a revision; `facts` replace those of its event."""
        document = canonical_json(body or {"spans": [{"start": 0, "end": 4}], "text": "été"})
        salt = hashlib.sha256(statement.revision.encode()).digest()
        bound = replace(statement, commitment=commit(salt, document))
        self.keep(
            bound,
            document=document,
            salt=salt,
            facts={"revision": bound.revision, "statement": statement_digest(bound), **facts},
        )

    def keep(
        self,
        statement: LabelStatement,
        *,
        document: bytes,
        salt: bytes,
        facts: dict[str, object],
    ) -> None:
        """Log and keep a revision whose parts need not fit each other."""
        self.event("label.submitted", **facts)
        self.revisions.append(
            RevisionRecord(
                revision=statement.revision,
                asset=statement.asset,
                document=document,
                salt=salt,
                statement=canonical_json(statement.to_json()),
            )
        )

    def event(self, kind: str, **facts: object) -> str:
        leaf = event_bytes(len(self.log.leaves), kind, **facts)
        name = uuid(1_000 + len(self.log.leaves))
        self.events.append(EventRecord(index=self.log.append(leaf), leaf=leaf))
        return name

    def export(
        self, writer_class: type[BundleWriter] = BundleWriter, **changes: Callable[[bytes], bytes]
    ) -> bytes:
        """Return the bundle's container; `changes` bend what the log says at the end."""
        bend = {"sealed": _same, "evidence_checkpoint": _same, **changes}
        sink = io.BytesIO()
        writer = writer_class(sink)
        for name, content in self.data.items():
            with writer.open_member(name) as member:
                member.write(content)
        with writer.open_stored_member("data/packed.bin") as member:
            member.write(b"\x00\x01\x02")
        size = len(self.log.leaves)
        checkpoint = bend["evidence_checkpoint"](self.log.checkpoint())
        writer.write_evidence(
            self.revisions,
            self.events,
            LogView(size=size, node=self.log.node, checkpoint=checkpoint, keys=self.log.keys),
        )
        sealed = writer.seal(
            project=PROJECT,
            export=EXPORT,
            created_at="2026-02-01T08:00:00.000000Z",
            data_format="jsonl",
            content="rendition",
        )
        self.other()
        leaf = bend["sealed"](event_bytes(900_000, "export.sealed", export=EXPORT, manifest=sealed))
        index = self.log.append(leaf)
        self.other()
        total = len(self.log.leaves)
        writer.finish(
            SealProof(
                event=leaf,
                index=index,
                path=inclusion_path(index, total, self.log.node),
                consistency=consistency_path(size, total, self.log.node),
                checkpoint=self.log.checkpoint(),
            )
        )
        return sink.getvalue()


def _same(data: bytes) -> bytes:
    return data


def small_scene() -> Scene:
    """Three documents: one labeled, one corrected in review, one sent back and labeled again."""
    scene = Scene()
    scene.other()
    scene.label(label_statement(1))
    second = label_statement(2)
    scene.label(second, {"choices": ["a"]})
    scene.other()
    third = label_statement(3)
    scene.label(third)
    scene.label(correction(second), {"choices": ["b"]})
    returned = scene.event(
        "review.decided", revision=third.revision, asset=third.asset, verdict="send_back"
    )
    back = Step(
        step="review",
        duty="review",
        actor=LABELER,
        decision="send_back",
        at="2026-01-31T13:00:00.000000Z",
        event=returned,
    )
    again = correction(
        third, actor=LABELER, step="label", duty="label", steps=(step_of(third), back)
    )
    scene.label(again)
    scene.event("label.accepted", revision=again.revision, asset=again.asset, verdict="accept")
    scene.event("guideline.published", version=uuid(22))
    scene.other()
    return scene


class Memory:
    """A bundle's files in memory, each of which a test may replace."""

    def __init__(self, files: Mapping[str, bytes], *, chunk: int = 2**20) -> None:
        self.files = dict(files)
        self._chunk = chunk

    @classmethod
    def of(cls, container: bytes) -> "Memory":
        with ZipSource(io.BytesIO(container)) as source:
            return cls({name: b"".join(source.chunks(name)) for name in source.sizes})

    @property
    def sizes(self) -> Mapping[str, int]:
        return {name: len(data) for name, data in self.files.items()}

    def chunks(self, name: str) -> Iterator[bytes]:
        data = self.files[name]
        for at in range(0, len(data), self._chunk):
            yield data[at : at + self._chunk]


def unpack(container: bytes, folder: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(container)) as archive:
        archive.extractall(folder)
    return folder


def verified(container: bytes, *trusted: Log) -> Summary:
    keys = [key for log in trusted for key in log.keys]
    with ZipSource(io.BytesIO(container)) as source:
        return verify_source(source, keys)


def refusal(container: bytes) -> str:
    with pytest.raises(BundleError) as caught:
        verified(container)
    return str(caught.value)
