"""The seal: the proof that a bundle's manifest was logged when it was exported.

- `proof` is a C2SP tlog-proof; its extra data is canonical JSON: the event `export.sealed`, which
  is the leaf, and the path that shows the evidence's checkpoint to be an earlier state of the
  same log.
- Event, manifest and both checkpoints are held against each other; no byte of `proof` is unused.
"""

# SPDX-License-Identifier: Apache-2.0
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from sealmark_verify.canonical import canonical_json, parse_canonical_json
from sealmark_verify.checkpoint import Checkpoint, checkpoint_of
from sealmark_verify.encoding import hash_from_base64, to_base64
from sealmark_verify.errors import FormatError, ProofError
from sealmark_verify.event import EXPORT_SEALED, LoggedEvent, parse_event
from sealmark_verify.fields import Fields
from sealmark_verify.keys import VerifierKey
from sealmark_verify.manifest import Manifest
from sealmark_verify.merkle import leaf_hash, verify_consistency
from sealmark_verify.note import parse_note, refuse_unknown_signatures
from sealmark_verify.proof import TlogProof, format_proof, parse_proof, verify_proof


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """A bundle's proof file, verified: the sealing event and where the log holds it."""

    event: LoggedEvent
    index: int
    checkpoint: Checkpoint
    consistency: tuple[bytes, ...]


def format_seal(
    *,
    event: bytes,
    index: int,
    path: Sequence[bytes],
    consistency: Sequence[bytes],
    checkpoint: bytes,
) -> bytes:
    """Write `proof`.

    `event` is the canonical JSON of the logged `export.sealed` event, `path` its inclusion proof
    in the tree of the signed `checkpoint`, `consistency` the proof from the evidence's checkpoint
    to that one.
    """
    extra = canonical_json(
        {
            "consistency": [to_base64(item) for item in consistency],
            "event": parse_canonical_json(event),
        }
    )
    return format_proof(
        TlogProof(index=index, path=tuple(path), note=parse_note(checkpoint), extra=extra)
    )


def open_seal(data: bytes, keys: Sequence[VerifierKey]) -> Seal:
    """Read `proof` and refuse it unless the event is in the log that `keys` signed.

    Raises `FormatError`, `SignatureError` or `ProofError`.
    """
    proof = parse_proof(data)
    if proof.extra is None:
        raise FormatError("the proof does not hold the event that it proves")
    fields = Fields(parse_canonical_json(proof.extra), "consistency", "event")
    leaf = leaf_hash(canonical_json(fields.raw("event")))
    checkpoint = verify_proof(proof, leaf=leaf, keys=keys)
    refuse_unknown_signatures(proof.note, keys)
    return Seal(
        event=parse_event(fields.raw("event")),
        index=proof.index,
        checkpoint=checkpoint,
        consistency=tuple(_hash(item) for item in fields.items("consistency")),
    )


def refuse_unsealed(seal: Seal, manifest: Manifest, data: bytes) -> None:
    """Refuse a manifest (read from `data`) other than the one that the event sealed."""
    event = seal.event
    if event.kind != EXPORT_SEALED:
        raise ProofError(f"the proven event is not of the kind {EXPORT_SEALED}")
    if event.digest("manifest") != hashlib.sha256(data).hexdigest():
        raise ProofError("the manifest is not the one that was sealed in the log")
    if (event.project, event.uuid("export")) != (manifest.project, manifest.export):
        raise ProofError("the seal is of another project or export")


def open_evidence_checkpoint(data: bytes, seal: Seal, keys: Sequence[VerifierKey]) -> Checkpoint:
    """Read the evidence's checkpoint; refuse it unless the sealed log grew out of it."""
    note = parse_note(data)
    checkpoint = checkpoint_of(note, keys)
    refuse_unknown_signatures(note, keys)
    verify_consistency(
        size1=checkpoint.size,
        root1=checkpoint.root,
        size2=seal.checkpoint.size,
        root2=seal.checkpoint.root,
        path=seal.consistency,
    )
    return checkpoint


def _hash(value: object) -> bytes:
    if not isinstance(value, str):
        raise FormatError("a hash of the consistency proof is not a string")
    return hash_from_base64(value)
