"""Proof files and DSSE envelopes: written, read back, and bent."""

# SPDX-License-Identifier: Apache-2.0
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from sealmark_verify.dsse import (
    PAYLOAD_TYPE,
    format_envelope,
    open_envelope,
    pae,
    parse_envelope,
    sign_envelope,
)
from sealmark_verify.errors import FormatError, SignatureError, VerifyError
from sealmark_verify.merkle import leaf_hash
from sealmark_verify.note import parse_note
from sealmark_verify.proof import TlogProof, format_proof, parse_proof, verify_proof
from sealmark_verify.ranges import inclusion_path
from verify.tests.scene import Log

KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))


@pytest.fixture(scope="module")
def log() -> Log:
    log = Log()
    for number in range(7):
        log.append(bytes([number]))
    return log


def proof_of(log: Log, index: int, extra: bytes | None) -> bytes:
    path = tuple(inclusion_path(index, len(log.leaves), log.node))
    return format_proof(
        TlogProof(index=index, path=path, note=parse_note(log.checkpoint()), extra=extra)
    )


@pytest.mark.parametrize("extra", [None, b"", b"opaque"])
@pytest.mark.parametrize("index", range(7))
def test_a_proof_file_proves_its_entry(log: Log, index: int, extra: bytes | None) -> None:
    proof = parse_proof(proof_of(log, index, extra))
    assert proof.extra == extra
    assert verify_proof(proof, leaf=leaf_hash(bytes([index])), keys=log.keys).size == 7


def test_no_byte_of_a_proof_file_can_change(log: Log) -> None:
    data = proof_of(log, 3, None)
    for place in range(len(data)):
        bent = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
        with pytest.raises(VerifyError):
            verify_proof(parse_proof(bent), leaf=leaf_hash(b"\x03"), keys=log.keys)


HASH = b"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
NOTE = b"text\n\n\xe2\x80\x94 a AAAAAAE=\n"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"c2sp.org/tlog-proof@v1\nindex 0\n",
        b"c2sp.org/tlog-proof@v2\nindex 0\n\n" + NOTE,
        b"c2sp.org/tlog-proof@v1\n\n" + NOTE,
        b"c2sp.org/tlog-proof@v1\nindex 00\n\n" + NOTE,
        b"c2sp.org/tlog-proof@v1\nindex 0 \n\n" + NOTE,
        b"c2sp.org/tlog-proof@v1\nindex 0\nextra AA==\n\n" + NOTE,
        b"c2sp.org/tlog-proof@v1\nextra AB==\nindex 0\n\n" + NOTE,
        b"c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n\n" + NOTE,
        b"c2sp.org/tlog-proof@v1\r\nindex 0\n\n" + NOTE,
        b"c2sp.org/tlog-proof@v1\nindex 0\n\xff\n\n" + NOTE,
        b"c2sp.org/tlog-proof@v1\nindex 0\n" + b"\n".join([HASH] * 64) + b"\n\n" + NOTE,
        b"c2sp.org/tlog-proof@v1\nindex 0\n\n" + NOTE[6:],
    ],
)
def test_what_is_no_proof_file_is_refused(data: bytes) -> None:
    with pytest.raises(FormatError):
        parse_proof(data)


def test_the_encoding_that_is_signed_is_the_one_of_the_specification() -> None:
    assert pae("http://example.com/HelloWorld", b"hello world") == (
        b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"
    )


@given(st.binary())
def test_an_envelope_gives_back_what_was_signed(payload: bytes) -> None:
    data = format_envelope(sign_envelope(PAYLOAD_TYPE, payload, keyid="k", private=KEY))
    assert open_envelope(data, PAYLOAD_TYPE, [KEY.public_key()]) == payload


def test_no_byte_of_an_envelope_but_its_hint_can_change() -> None:
    data = format_envelope(sign_envelope(PAYLOAD_TYPE, b"{}", keyid="k", private=KEY))
    hint = data.index(b'"k"') + 1
    for place in range(len(data)):
        bent = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
        if place == hint:
            assert open_envelope(bent, PAYLOAD_TYPE, [KEY.public_key()]) == b"{}"
        else:
            with pytest.raises(VerifyError):
                open_envelope(bent, PAYLOAD_TYPE, [KEY.public_key()])


def test_every_key_must_have_signed_the_envelope() -> None:
    data = format_envelope(sign_envelope(PAYLOAD_TYPE, b"{}", keyid="k", private=KEY))
    other = Ed25519PrivateKey.from_private_bytes(bytes(31) + b"\x01").public_key()
    for keys in ([], [other], [KEY.public_key(), other]):
        with pytest.raises(SignatureError):
            open_envelope(data, PAYLOAD_TYPE, keys)


def test_an_envelope_of_another_type_is_refused() -> None:
    data = format_envelope(sign_envelope("text/plain", b"{}", keyid="k", private=KEY))
    with pytest.raises(FormatError, match="another type"):
        open_envelope(data, PAYLOAD_TYPE, [KEY.public_key()])


@pytest.mark.parametrize(
    "data",
    [
        b"[]",
        b'{"payload":"","payloadType":"a","signatures":[]}',
        b'{"payload":"","payloadType":"a","signatures":[{"keyid":"","sig":"","x":1}]}',
        b'{"payload":"","payloadType":"a","signatures":{}}',
        b'{"payload":"A","payloadType":"a","signatures":[{"keyid":"","sig":""}]}',
        b'{"payload":"","payloadType":1,"signatures":[{"keyid":"","sig":""}]}',
        b'{"payload": "","payloadType":"a","signatures":[{"keyid":"","sig":""}]}',
        b'{"payload":"","signatures":[{"keyid":"","sig":""}]}',
    ],
)
def test_what_is_no_envelope_is_refused(data: bytes) -> None:
    with pytest.raises(FormatError):
        parse_envelope(data)
