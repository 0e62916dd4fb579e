"""Checkpoints: the log says how large it is and under which root, and signs it with two keys.

- Pure: keys, time and the tree are handed in; no database, no clock.
- Ed25519 signs the text, ML-DSA-44 cosigns the tree; both under the log's origin.
- A log never takes anything back: what is signed next begins with what was signed last, and that
  is checked before the signature, not after.
"""

# SPDX-License-Identifier: Apache-2.0
from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey

from sealmark.audit.tiles import Edge
from sealmark_verify.checkpoint import Checkpoint, cosign, open_checkpoint
from sealmark_verify.errors import ProofError
from sealmark_verify.keys import VerifierKey, ed25519_key, ml_dsa_key
from sealmark_verify.note import SignedNote, format_note, sign_ed25519


@dataclass(frozen=True, slots=True, kw_only=True)
class LogSigner:
    """The two keys of a log, under the log's origin as their name."""

    origin: str
    ed25519: Ed25519PrivateKey
    ml_dsa: MLDSA44PrivateKey

    @property
    def keys(self) -> tuple[VerifierKey, VerifierKey]:
        """What verifies this log: the lines to hand out, in the order that bundles keep."""
        return (
            ed25519_key(self.origin, self.ed25519.public_key()),
            ml_dsa_key(self.origin, self.ml_dsa.public_key()),
        )

    def __repr__(self) -> str:
        """Name the log only: nothing of a key is ever printed."""
        return f"LogSigner(origin={self.origin!r})"


def sign_checkpoint(signer: LogSigner, *, size: int, root: bytes, now: datetime) -> bytes:
    """Return the signed note that the log has `size` leaves under `root` at `now`."""
    checkpoint = Checkpoint(origin=signer.origin, size=size, root=root)
    signatures = (
        sign_ed25519(signer.origin, signer.ed25519, checkpoint.text),
        cosign(signer.origin, signer.ml_dsa, checkpoint, timestamp=int(now.timestamp())),
    )
    return format_note(SignedNote(text=checkpoint.text, signatures=signatures))


def refuse_other_history(edge: Edge, last: bytes | None, signer: LogSigner) -> None:
    """Refuse to build on tiles that are not those of the last signed checkpoint.

    `last` is that checkpoint's note, or None for a log that has none yet. Raises `ProofError`,
    `SignatureError` or `FormatError`: the sequencer stops, nothing is signed.
    """
    if last is None:
        if edge.size:
            raise ProofError("the log has tiles but no checkpoint")
        return
    checkpoint = open_checkpoint(last, signer.keys)
    if checkpoint.size != edge.size or checkpoint.root != edge.root():
        raise ProofError("the stored tiles are not those of the last signed checkpoint")
