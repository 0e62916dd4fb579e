"""A real bundle verifies; one that tells a different story than the log does not."""

# SPDX-License-Identifier: Apache-2.0
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sealmark_verify.bundle import verify_bundle, verify_source
from sealmark_verify.bundle_writer import BundleWriter, EventRecord
from sealmark_verify.canonical import canonical_json
from sealmark_verify.checkpoint import Checkpoint, parse_checkpoint_text
from sealmark_verify.errors import BundleError
from sealmark_verify.keys import format_key_file
from sealmark_verify.manifest import EVENTS, HASHES, LOG_KEY, MANIFEST, PROOF, REVISIONS
from sealmark_verify.merkle import leaf_hash
from sealmark_verify.note import SignedNote, format_note, parse_note, sign_ed25519
from sealmark_verify.proof import format_proof, parse_proof
from sealmark_verify.reading import MAX_SMALL
from sealmark_verify.statement import LabelStatement
from sealmark_verify.summary import KeyTrust
from sealmark_verify.zip_source import ZipSource
from verify.tests.scene import (
    LABELER,
    REVIEWER,
    Log,
    Memory,
    Scene,
    correction,
    event_bytes,
    label_statement,
    refusal,
    small_scene,
    unpack,
    uuid,
    verified,
)


def test_a_bundle_verifies_and_says_what_it_proves(scene: Scene) -> None:
    summary = verified(scene.export(), scene.log)
    assert summary.manifest.counts.to_json() == {"documents": 3, "revisions": 5, "events": 8}
    assert summary.tally.people == {
        (LABELER, "label"): 4,
        (REVIEWER, "review"): 1,
        (LABELER, "verdict"): 2,
    }
    assert summary.tally.verdicts == {"send_back": 1, "accept": 1}
    assert [trust for _, trust in summary.trust] == [KeyTrust.GIVEN, KeyTrust.GIVEN]
    assert summary.sealed_checkpoint.size == summary.checkpoint.size + 3


def test_an_unpacked_bundle_verifies_too(scene: Scene, tmp_path: Path) -> None:
    container = scene.export()
    path = tmp_path / "bundle.zip"
    path.write_bytes(container)
    folder = unpack(container, tmp_path / "folder")
    assert verify_bundle(path).to_json() == verify_bundle(folder).to_json()


def test_a_bundle_without_labels_verifies() -> None:
    scene = Scene()
    scene.other()
    assert verified(scene.export()).manifest.counts.revisions == 0


def test_a_log_of_one_key_makes_bundles_of_one_key(scene: Scene) -> None:
    """Removing the second key from everywhere would need a seal that says so."""
    summary = verified(scene.export())
    assert [trust for _, trust in summary.trust] == [KeyTrust.FOUND, KeyTrust.FOUND]
    scene.log.keys = scene.log.keys[:1]  # type: ignore[assignment]
    assert "not listed" in refusal(scene.export())


def test_a_given_key_vouches_for_the_other(scene: Scene) -> None:
    with ZipSource(io.BytesIO(scene.export())) as source:
        summary = verify_source(source, scene.log.keys[:1])
    assert [trust for _, trust in summary.trust] == [KeyTrust.GIVEN, KeyTrust.VOUCHED]
    assert any("vouches" in line for line in summary.lines())


def test_a_bundle_of_a_stranger_is_refused_once_a_key_is_given(scene: Scene) -> None:
    with pytest.raises(BundleError, match="not the key"):
        verified(scene.export(), Log())


def test_an_import_is_proven_without_a_person(scene: Scene) -> None:
    imported = label_statement(
        8, actor=None, duty=None, task=None, ontology=None, guideline=None, origin="import"
    )
    scene.label(imported)
    scene.label(
        correction(imported, task=uuid(7), ontology=label_statement().ontology,
            guideline=label_statement().guideline, origin="human"),
    )  # fmt: skip
    summary = verified(scene.export())
    assert summary.tally.origins == {"human": 6, "import": 1}


def test_a_document_other_than_the_committed_one_is_refused(scene: Scene) -> None:
    scene.revisions[1] = replace(scene.revisions[1], document=b'{"choices":["z"]}')
    found = refusal(scene.export())
    assert found.startswith(f"{REVISIONS} line 2 (revision {scene.revisions[1].revision}): ")
    assert "committed" in found


def test_a_salt_other_than_the_committed_one_is_refused(scene: Scene) -> None:
    scene.revisions[1] = replace(scene.revisions[1], salt=bytes(32))
    assert "committed" in refusal(scene.export())


@pytest.mark.parametrize("salt", [bytes(31), b""])
def test_a_short_salt_is_refused(scene: Scene, salt: bytes) -> None:
    scene.revisions[1] = replace(scene.revisions[1], salt=salt)
    assert "32 bytes" in refusal(scene.export())


def test_a_statement_other_than_the_logged_one_is_refused(scene: Scene) -> None:
    record = scene.revisions[0]
    told = record.statement.replace(b'"outcome":"pending"', b'"outcome":"perfect"')
    scene.revisions[0] = replace(record, statement=told)
    assert "not the one that was logged" in refusal(scene.export())


def test_a_revision_that_names_another_than_its_statement_is_refused(scene: Scene) -> None:
    scene.revisions[0] = replace(scene.revisions[0], asset=uuid(1))
    assert "different" in refusal(scene.export())


def test_a_revision_that_was_never_logged_is_refused(scene: Scene) -> None:
    scene.label(label_statement(7))
    scene.events.pop()
    assert "no event" in refusal(scene.export())


def test_an_event_whose_revision_is_withheld_is_refused(scene: Scene) -> None:
    scene.revisions.pop()
    assert "not in the evidence" in refusal(scene.export())


def test_revisions_come_in_the_order_of_their_events(scene: Scene) -> None:
    scene.revisions.reverse()
    assert "another revision" in refusal(scene.export())


def test_an_event_that_is_not_in_the_log_is_refused(scene: Scene) -> None:
    forged = event_bytes(1, "label.accepted", verdict="accept", revision=uuid(1), asset=uuid(1))
    scene.events[-1] = replace(scene.events[-1], leaf=forged)
    assert refusal(scene.export()).startswith(f"{EVENTS} and {HASHES}: ")


def test_an_event_at_another_place_of_the_log_is_refused(scene: Scene) -> None:
    scene.events[-1] = replace(scene.events[-1], index=scene.events[-1].index + 1)
    assert refusal(scene.export()).startswith(f"{EVENTS} and {HASHES}: ")


@pytest.mark.parametrize("statement", [label_statement(7, project=uuid(99))])
def test_a_statement_of_another_project_is_refused(scene: Scene, statement: LabelStatement) -> None:
    scene.label(statement)
    assert "another project" in refusal(scene.export())


def test_an_event_of_another_project_is_refused(scene: Scene) -> None:
    leaf = canonical_json(
        {"id": uuid(5), "kind": "x", "project": uuid(99), "actor": uuid(6), "facts": {}}
    )
    scene.events.append(EventRecord(index=scene.log.append(leaf), leaf=leaf))
    assert "another project" in refusal(scene.export())


@pytest.mark.parametrize(
    "leaf",
    [
        b"{}",
        b"[]",
        b'{"b":1,"a":2}',
        b'{"a":1.5}',
        b"nonsense",
    ],
)
def test_a_leaf_that_is_no_canonical_event_is_refused(scene: Scene, leaf: bytes) -> None:
    scene.events.append(EventRecord(index=scene.log.append(leaf), leaf=leaf))
    assert refusal(scene.export()).startswith(f"{EVENTS} line 9: ")


@pytest.mark.parametrize(
    "document", [b'{"b":1,"a":2}', b'{"a": 1}', b"1.5", b"", b'{"a":1},"b":{}']
)
def test_a_document_that_is_not_canonical_is_refused(scene: Scene, document: bytes) -> None:
    scene.revisions[2] = replace(scene.revisions[2], document=document)
    assert refusal(scene.export()).startswith(f"{REVISIONS} line 3")


Bend = Callable[[bytes], bytes]


@pytest.mark.parametrize(
    ("bend", "what"),
    [
        (lambda leaf: leaf.replace(b"export.sealed", b"export.opened"), "kind"),
        (lambda leaf: leaf.replace(uuid(2).encode(), uuid(3).encode()), "another project"),
        (
            lambda leaf: leaf.replace(
                b'"project":"' + uuid(1).encode(), b'"project":"' + uuid(4).encode()
            ),
            "another project",
        ),
        (lambda leaf: leaf.replace(b'"manifest":"', b'"manifest":"0'), "digest manifest"),
        (
            lambda leaf: (
                leaf[: leaf.index(b'"manifest":"') + 12]
                + b"0" * 64
                + leaf[leaf.index(b'"manifest":"') + 76 :]
            ),
            "not the one that was sealed",
        ),
    ],
)
def test_the_seal_is_the_logged_event_of_this_export_and_manifest(
    scene: Scene, bend: Bend, what: str
) -> None:
    assert what in refusal(scene.export(sealed=bend))


def test_the_evidence_belongs_to_the_log_that_sealed_it(scene: Scene) -> None:
    """A log that tells two stories, each signed, is caught by the consistency proof."""
    other = replace(scene.log, leaves=[*scene.log.leaves[:-1], b"another story"])
    assert "roots" in refusal(scene.export(evidence_checkpoint=lambda _: other.checkpoint()))


def test_a_checkpoint_of_another_key_is_refused(scene: Scene) -> None:
    other = Log(leaves=scene.log.leaves)
    assert "missing" in refusal(scene.export(evidence_checkpoint=lambda _: other.checkpoint()))


def test_a_checkpoint_with_a_signature_that_nobody_can_check_is_refused(scene: Scene) -> None:
    def witnessed(data: bytes) -> bytes:
        note = parse_note(data)
        extra = sign_ed25519("witness.example", Log().ed25519, note.text)
        return format_note(SignedNote(text=note.text, signatures=(*note.signatures, extra)))

    assert "not listed" in refusal(scene.export(evidence_checkpoint=witnessed))


@pytest.mark.parametrize("name", [REVISIONS, EVENTS, HASHES, LOG_KEY, MANIFEST, PROOF])
def test_a_missing_file_is_named(bundle: bytes, name: str) -> None:
    memory = Memory.of(bundle)
    del memory.files[name]
    with pytest.raises(BundleError, match="missing") as caught:
        verify_source(memory, [])
    assert caught.value.where == name


@pytest.mark.parametrize("change", ["missing", "not listed", "size"])
def test_files_are_exactly_those_of_the_manifest(bundle: bytes, change: str) -> None:
    memory = Memory.of(bundle)
    if change == "missing":
        del memory.files["data/labels.jsonl"]
    elif change == "size":
        memory.files["data/labels.jsonl"] += b"\n"
    else:
        memory.files["data/more.jsonl"] = b""
    with pytest.raises(BundleError, match=change):
        verify_source(memory, [])


@pytest.mark.parametrize("order", [(1, 0), (1,), (0, 0)])
def test_the_key_file_holds_the_keys_of_one_log_in_one_order(
    scene: Scene, order: tuple[int, ...]
) -> None:
    memory = Memory.of(scene.export())
    lines = [scene.log.keys[place].line for place in order]
    memory.files[LOG_KEY] = "".join(f"{line}\n" for line in lines).encode()
    with pytest.raises(BundleError) as caught:
        verify_source(memory, [])
    assert caught.value.where == LOG_KEY


def test_the_second_key_cannot_be_dropped_from_a_bundle(scene: Scene) -> None:
    memory = Memory.of(scene.export())
    memory.files[LOG_KEY] = format_key_file(scene.log.keys[:1])
    with pytest.raises(BundleError, match="not listed"):
        verify_source(memory, [])


def test_a_seal_without_its_event_is_refused(scene: Scene) -> None:
    memory = Memory.of(scene.export())
    proof = parse_proof(memory.files[PROOF])
    memory.files[PROOF] = format_proof(replace(proof, extra=None))
    with pytest.raises(BundleError, match="does not hold the event"):
        verify_source(memory, [])


def test_a_consistency_proof_holds_hashes_only(scene: Scene) -> None:
    memory = Memory.of(scene.export())
    proof = parse_proof(memory.files[PROOF])
    extra = (proof.extra or b"").replace(b'"consistency":["', b'"consistency":[1,"')
    memory.files[PROOF] = format_proof(replace(proof, extra=extra))
    with pytest.raises(BundleError, match="not a string"):
        verify_source(memory, [])


def test_a_file_that_should_be_small_and_is_not_is_refused(bundle: bytes) -> None:
    memory = Memory.of(bundle)
    memory.files[PROOF] = bytes(MAX_SMALL + 1)
    with pytest.raises(BundleError, match="larger"):
        verify_source(memory, [])


class BoastfulWriter(BundleWriter):
    """Writes one event more into the manifest's counts than there are."""

    def seal(self, **about: str) -> str:
        self._counts = replace(self._counts, events=self._counts.events + 1)
        return super().seal(**about)


def test_counts_that_the_evidence_does_not_have_are_refused(scene: Scene) -> None:
    assert "as much as the manifest says" in refusal(scene.export(BoastfulWriter))


def test_the_scene_is_a_log_as_the_specifications_define_it(scene: Scene) -> None:
    tree: Checkpoint = parse_checkpoint_text(parse_note(scene.log.checkpoint()).text)
    assert tree.size == len(scene.log.leaves)
    assert small_scene().log.leaves == scene.log.leaves
    assert leaf_hash(scene.events[0].leaf) == scene.log.node(0, scene.events[0].index)
