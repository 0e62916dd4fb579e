"""DSSE envelopes: bytes of a named type, signed with Ed25519.

- What is signed is the pre-authentication encoding of type and payload, never the JSON around it.
- Strict: the envelope is canonical JSON, its base64 canonical, its fields exactly those of DSSE.
- Every key handed in is required.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from sealmark_verify.canonical import canonical_json, parse_canonical_json
from sealmark_verify.encoding import from_base64, to_base64
from sealmark_verify.errors import FormatError, SignatureError
from sealmark_verify.fields import Fields

PAYLOAD_TYPE = "application/vnd.in-toto+json"


@dataclass(frozen=True, slots=True, kw_only=True)
class DsseSignature:
    """A signature with the hint which key made it; the hint proves nothing."""

    keyid: str
    value: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """A payload with its signatures, not verified yet."""

    payload_type: str
    payload: bytes
    signatures: tuple[DsseSignature, ...]


def pae(payload_type: str, payload: bytes) -> bytes:
    """Return the pre-authentication encoding (DSSE protocol, version 1)."""
    kind = payload_type.encode()
    return b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(payload), payload)


def sign_envelope(
    payload_type: str, payload: bytes, *, keyid: str, private: Ed25519PrivateKey
) -> Envelope:
    """Sign `payload` as `payload_type`."""
    value = private.sign(pae(payload_type, payload))
    return Envelope(
        payload_type=payload_type,
        payload=payload,
        signatures=(DsseSignature(keyid=keyid, value=value),),
    )


def format_envelope(envelope: Envelope) -> bytes:
    """Write an envelope as canonical JSON."""
    return canonical_json(
        {
            "payload": to_base64(envelope.payload),
            "payloadType": envelope.payload_type,
            "signatures": [
                {"keyid": item.keyid, "sig": to_base64(item.value)} for item in envelope.signatures
            ],
        }
    )


def parse_envelope(data: bytes) -> Envelope:
    """Read an envelope without verifying it. Raises `FormatError`."""
    fields = Fields(parse_canonical_json(data), "payload", "payloadType", "signatures")
    signatures = tuple(_parse_signature(item) for item in fields.items("signatures"))
    if not signatures:
        raise FormatError("the envelope has no signature")
    return Envelope(
        payload_type=fields.text("payloadType"),
        payload=from_base64(fields.text("payload")),
        signatures=signatures,
    )


def open_envelope(data: bytes, payload_type: str, keys: Sequence[Ed25519PublicKey]) -> bytes:
    """Return the payload; refuse it unless each of `keys` signed it as `payload_type`.

    Raises `FormatError` or `SignatureError`.
    """
    envelope = parse_envelope(data)
    if envelope.payload_type != payload_type:
        raise FormatError("the envelope holds another type of payload")
    if not keys:
        raise SignatureError("no key was given to verify the envelope with")
    message = pae(envelope.payload_type, envelope.payload)
    if not all(_is_signed_by(key, message, envelope.signatures) for key in keys):
        raise SignatureError("a required signature of the envelope is missing or does not verify")
    return envelope.payload


def _is_signed_by(
    key: Ed25519PublicKey, message: bytes, signatures: Sequence[DsseSignature]
) -> bool:
    for signature in signatures:
        try:
            key.verify(signature.value, message)
        except InvalidSignature:
            continue
        return True
    return False


def _parse_signature(value: object) -> DsseSignature:
    fields = Fields(value, "keyid", "sig")
    return DsseSignature(keyid=fields.text("keyid"), value=from_base64(fields.text("sig")))
