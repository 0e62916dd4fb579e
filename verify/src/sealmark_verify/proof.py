"""Proof files (C2SP tlog-proof): one entry's place in a signed log, in one text.

- Strict: what is read is written back byte for byte; each number and hash has one spelling.
- The extra data is opaque and not authenticated here; whoever uses it checks it.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Sequence
from dataclasses import dataclass

from sealmark_verify.checkpoint import Checkpoint, checkpoint_of
from sealmark_verify.encoding import from_base64, from_decimal, hash_from_base64, to_base64
from sealmark_verify.errors import FormatError
from sealmark_verify.keys import VerifierKey
from sealmark_verify.merkle import verify_inclusion
from sealmark_verify.note import SignedNote, format_note, parse_note

_HEADER = "c2sp.org/tlog-proof@v1"
_EXTRA = "extra "
_INDEX = "index "
_MAX_PATH = 63


@dataclass(frozen=True, slots=True, kw_only=True)
class TlogProof:
    """An inclusion proof as read: nothing in it is verified yet."""

    index: int
    path: tuple[bytes, ...]
    note: SignedNote
    extra: bytes | None = None


def parse_proof(data: bytes) -> TlogProof:
    """Read a proof file. Raises `FormatError`."""
    head, blank, note = data.partition(b"\n\n")
    try:
        lines = head.decode("ascii").split("\n")
    except UnicodeDecodeError as cause:
        raise FormatError("the head of the proof is not ASCII") from cause
    if not blank or lines.pop(0) != _HEADER:
        raise FormatError(f"the proof does not begin with {_HEADER}, or has no checkpoint")
    extra = None
    if lines and lines[0].startswith(_EXTRA):
        extra = from_base64(lines.pop(0).removeprefix(_EXTRA))
    if not lines or not lines[0].startswith(_INDEX):
        raise FormatError("the proof names no index")
    index = from_decimal(lines.pop(0).removeprefix(_INDEX))
    if len(lines) > _MAX_PATH:
        raise FormatError(f"the proof has more than {_MAX_PATH} hashes")
    path = tuple(hash_from_base64(line) for line in lines)
    return TlogProof(index=index, path=path, note=parse_note(note), extra=extra)


def format_proof(proof: TlogProof) -> bytes:
    """Write a proof file."""
    lines = [_HEADER]
    if proof.extra is not None:
        lines.append(_EXTRA + to_base64(proof.extra))
    lines.append(f"{_INDEX}{proof.index}")
    lines.extend(to_base64(item) for item in proof.path)
    return "\n".join(lines).encode("ascii") + b"\n\n" + format_note(proof.note)


def verify_proof(proof: TlogProof, *, leaf: bytes, keys: Sequence[VerifierKey]) -> Checkpoint:
    """Refuse unless the leaf hash `leaf` is in the log that `keys` signed; return the checkpoint.

    Raises `SignatureError`, `ProofError` or `FormatError`.
    """
    checkpoint = checkpoint_of(proof.note, keys)
    verify_inclusion(
        leaf=leaf,
        index=proof.index,
        size=checkpoint.size,
        path=proof.path,
        root=checkpoint.root,
    )
    return checkpoint
