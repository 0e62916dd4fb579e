"""Keys, signed notes and checkpoints: the examples of the specifications, and what is refused."""

# SPDX-License-Identifier: Apache-2.0
import base64
import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from sealmark_verify.checkpoint import (
    Checkpoint,
    cosign,
    open_checkpoint,
    parse_checkpoint_text,
    verify_cosignature,
    verify_ml_dsa,
)
from sealmark_verify.errors import FormatError, SignatureError, VerifyError
from sealmark_verify.keys import (
    KeyKind,
    VerifierKey,
    ed25519_key,
    format_key_file,
    ml_dsa_key,
    parse_key_file,
    parse_key_line,
)
from sealmark_verify.note import (
    MAX_NOTE,
    Signature,
    SignedNote,
    format_note,
    parse_note,
    refuse_unknown_signatures,
    sign_ed25519,
    verify_ed25519,
    verify_note,
)
from verify.tests.scene import ORIGIN, Log

# C2SP signed-note, section "Example".
EXAMPLE_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
EXAMPLE = (
    "This is an example message.\n\n— example.com/foo "
    "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
).encode()
TESSERA_KEY = "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx"
SIGNATURE = "— a.example AAAAAAE=\n"


@pytest.fixture(scope="module")
def log() -> Log:
    log = Log()
    for number in range(5):
        log.append(bytes([number]))
    return log


def test_the_example_of_the_specification_verifies() -> None:
    verify_note(parse_note(EXAMPLE), [parse_key_line(EXAMPLE_KEY)], verify_ed25519)


@pytest.mark.parametrize("place", range(len(EXAMPLE)))
def test_no_byte_of_the_example_can_change(place: int) -> None:
    bent = bytearray(EXAMPLE)
    bent[place] ^= 1
    with pytest.raises(VerifyError):
        verify_note(parse_note(bytes(bent)), [parse_key_line(EXAMPLE_KEY)], verify_ed25519)


@pytest.mark.parametrize("place", range(len(EXAMPLE_KEY)))
def test_no_character_of_a_key_line_can_change(place: int) -> None:
    bent = EXAMPLE_KEY[:place] + chr(ord(EXAMPLE_KEY[place]) ^ 1) + EXAMPLE_KEY[place + 1 :]
    with pytest.raises(FormatError):
        parse_key_line(bent)


@pytest.mark.needs_corpora
@pytest.mark.parametrize("size", range(1, 16))
def test_checkpoints_of_another_log_implementation_verify(corpora: Path, size: int) -> None:
    folder = corpora / "tlog/tessera/testdata/log"
    data = (folder / f"checkpoint.{size}").read_bytes()
    assert open_checkpoint(data, [parse_key_line(TESSERA_KEY)]).size == size


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n")),
    st.lists(st.binary(min_size=5), min_size=1, max_size=5),
)
def test_a_note_survives_a_round_trip(text: str, blobs: list[bytes]) -> None:
    signatures = tuple(
        Signature(name="a.example", key_id=blob[:4], value=blob[4:]) for blob in blobs
    )
    note = SignedNote(text=f"{text}\n".encode(), signatures=signatures)
    assert parse_note(format_note(note)) == note


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n",
        b"text\n",
        b"text\n\n",
        f"text\n{SIGNATURE}".encode(),
        f"text\n\n{SIGNATURE}".encode()[:-1],
        f"text\n\n{SIGNATURE}\n".encode(),
        f"text\n\n{SIGNATURE}more".encode(),
        f"text\r\n\n{SIGNATURE}".encode(),
        f"te\txt\n\n{SIGNATURE}".encode(),
        f"te\x00xt\n\n{SIGNATURE}".encode(),
        b"\xff\n\n" + SIGNATURE.encode(),
        b"text\n\n-- a.example AAAAAAE=\n",
        "text\n\n—a.example AAAAAAE=\n".encode(),
        "text\n\n— a.example\n".encode(),
        "text\n\n—  AAAAAAE=\n".encode(),
        "text\n\n— a+b AAAAAAE=\n".encode(),
        "text\n\n— a\u00a0b AAAAAAE=\n".encode(),
        "text\n\n— a.example AAAAAAF=\n".encode(),
        "text\n\n— a.example AAAAAA==\n".encode(),
        "text\n\n— a.example  AAAAAAE=\n".encode(),
        "text\n\n— a.example AAAAAAE= \n".encode(),
        ("text\n\n" + SIGNATURE * 33).encode(),
        b"a" * MAX_NOTE + f"\n\n{SIGNATURE}".encode(),
    ],
)
def test_what_is_no_note_is_refused(data: bytes) -> None:
    with pytest.raises(FormatError):
        parse_note(data)


def test_thirty_two_signatures_are_read_and_empty_lines_belong_to_the_text() -> None:
    note = parse_note(f"a\n\nb\n\n{SIGNATURE * 32}".encode())
    assert (note.text, len(note.signatures)) == (b"a\n\nb\n", 32)


def test_an_unknown_signature_is_ignored_unless_it_is_asked_for(log: Log) -> None:
    stranger = Log(origin=ORIGIN)
    note = parse_note(log.checkpoint())
    mixed = SignedNote(
        text=note.text,
        signatures=(
            sign_ed25519("else.example", stranger.ed25519, note.text),
            sign_ed25519(ORIGIN, stranger.ed25519, note.text),
            *note.signatures,
        ),
    )
    assert open_checkpoint(format_note(mixed), log.keys).size == 5
    refuse_unknown_signatures(note, log.keys)
    with pytest.raises(SignatureError, match="not listed"):
        refuse_unknown_signatures(mixed, log.keys)


@pytest.mark.parametrize("lacking", [0, 1])
def test_each_required_key_must_have_signed(log: Log, lacking: int) -> None:
    note = parse_note(log.checkpoint())
    left = tuple(item for place, item in enumerate(note.signatures) if place != lacking)
    with pytest.raises(SignatureError, match="missing"):
        open_checkpoint(format_note(SignedNote(text=note.text, signatures=left)), log.keys)


def test_one_key_may_not_sign_twice(log: Log) -> None:
    note = parse_note(log.checkpoint())
    doubled = SignedNote(text=note.text, signatures=(*note.signatures, note.signatures[0]))
    with pytest.raises(SignatureError, match="two"):
        open_checkpoint(format_note(doubled), log.keys)


def test_nothing_verifies_without_a_key(log: Log) -> None:
    with pytest.raises(SignatureError):
        verify_note(parse_note(log.checkpoint()), [], verify_ed25519)
    with pytest.raises(SignatureError, match="exactly one"):
        open_checkpoint(log.checkpoint(), log.keys[1:])
    with pytest.raises(SignatureError, match="exactly one"):
        open_checkpoint(log.checkpoint(), [log.keys[0], *log.keys])


def test_a_key_verifies_only_the_log_of_its_name(log: Log) -> None:
    other = ed25519_key("else.example", log.ed25519.public_key())
    with pytest.raises(SignatureError, match="another log"):
        open_checkpoint(log.checkpoint(), [other])


def test_the_old_text_does_not_carry_a_new_tree(log: Log) -> None:
    note = parse_note(log.checkpoint())
    grown = note.text.replace(b"\n5\n", b"\n6\n")
    with pytest.raises(SignatureError):
        open_checkpoint(format_note(SignedNote(text=grown, signatures=note.signatures)), log.keys)


def test_the_cosignature_alone_refuses_another_tree(log: Log) -> None:
    note = parse_note(log.checkpoint())
    tree = parse_checkpoint_text(note.text)
    value = note.signatures[1].value
    assert verify_cosignature(log.keys[1], tree, value) == 1_700_000_000
    for other in (
        Checkpoint(origin=tree.origin, size=6, root=tree.root),
        Checkpoint(origin="else.example", size=5, root=tree.root),
        Checkpoint(origin=tree.origin, size=5, root=bytes(32)),
    ):
        with pytest.raises(SignatureError):
            verify_cosignature(log.keys[1], other, value)


@pytest.mark.parametrize("value", [b"", b"\x00" * 7, b"\x80" + bytes(7) + bytes(2420), bytes(2428)])
def test_what_is_no_cosignature_is_refused(log: Log, value: bytes) -> None:
    tree = parse_checkpoint_text(parse_note(log.checkpoint()).text)
    with pytest.raises(SignatureError):
        verify_cosignature(log.keys[1], tree, value)


@pytest.mark.parametrize("timestamp", [-1, 2**63])
def test_no_cosignature_is_made_at_an_impossible_time(log: Log, timestamp: int) -> None:
    tree = parse_checkpoint_text(parse_note(log.checkpoint()).text)
    with pytest.raises(FormatError):
        cosign(ORIGIN, log.ml_dsa, tree, timestamp=timestamp)


@pytest.mark.parametrize("name", ["", "a" * 256])
def test_a_cosigned_name_fits_its_length_byte(log: Log, name: str) -> None:
    with pytest.raises(FormatError):
        cosign(ORIGIN, log.ml_dsa, Checkpoint(origin=name, size=1, root=bytes(32)), timestamp=0)


def test_extension_lines_are_read_and_signed(log: Log) -> None:
    assert open_checkpoint(log.checkpoint("more"), log.keys).extensions == ("more",)


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"a\n1\n",
        b"a\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        b"\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
        b"a\n01\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
        b"a\n1\nAAAA\n",
        b"a\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB=\n",
        b"a\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n",
        b"\xff\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
    ],
)
def test_what_is_no_checkpoint_is_refused(text: bytes) -> None:
    with pytest.raises(FormatError):
        parse_checkpoint_text(text)


@pytest.mark.parametrize(
    "tree",
    [
        Checkpoint(origin="", size=1, root=bytes(32)),
        Checkpoint(origin="a\nb", size=1, root=bytes(32)),
        Checkpoint(origin="a", size=-1, root=bytes(32)),
        Checkpoint(origin="a", size=2**63, root=bytes(32)),
        Checkpoint(origin="a", size=1, root=bytes(31)),
        Checkpoint(origin="a", size=1, root=bytes(32), extensions=("",)),
    ],
)
def test_no_text_is_made_that_could_not_be_read_back(tree: Checkpoint) -> None:
    with pytest.raises(FormatError):
        _ = tree.text


def test_a_key_file_survives_a_round_trip(log: Log) -> None:
    assert parse_key_file(format_key_file(log.keys)) == log.keys


def test_a_key_file_has_whole_lines_and_no_key_twice(log: Log) -> None:
    line = f"{log.keys[0].line}\n".encode()
    for data in (b"", line[:-1], line * 2, line + b"\n", b"\n" + line, line + b"\xff\n"):
        with pytest.raises(FormatError):
            parse_key_file(data)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "a.example",
        "a.example+530d903a",
        "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        EXAMPLE_KEY.replace("+530d903a", "+530D903A"),
        EXAMPLE_KEY + "=",
        "a.example+00000000+",
        "a.example+00000000+AgAAAA==",
    ],
)
def test_what_is_no_key_line_is_refused(line: str) -> None:
    with pytest.raises(FormatError):
        parse_key_line(line)


def test_a_key_has_the_size_of_its_kind() -> None:
    short = VerifierKey(name="a", kind=KeyKind.ED25519, public=bytes(31))
    with pytest.raises(FormatError, match="32"):
        parse_key_line(short.line)


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\nb", "a\u2003b", "a\x9b31m", "a\u202eb"])
def test_a_key_name_is_one_word(name: str) -> None:
    with pytest.raises(FormatError):
        ed25519_key(name, Ed25519PrivateKey.generate().public_key())
    with pytest.raises(FormatError):
        ml_dsa_key(name, MLDSA44PrivateKey.generate().public_key())


def test_a_fingerprint_is_of_the_whole_line(log: Log) -> None:
    assert log.keys[0].fingerprint != log.keys[1].fingerprint
    assert len(log.keys[0].fingerprint) == 64


def vectors(corpora: Path, name: str) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    found = json.loads((corpora / f"wycheproof/testvectors_v1/{name}").read_text())
    return [(group, test) for group in found["testGroups"] for test in group["tests"]]


@pytest.mark.needs_corpora
def test_ed25519_signatures_are_judged_as_wycheproof_judges_them(corpora: Path) -> None:
    cases = vectors(corpora, "ed25519_test.json")
    for group, case in cases:
        public = bytes.fromhex(group["publicKey"]["pk"])
        key = VerifierKey(name="a", kind=KeyKind.ED25519, public=public)
        message, value = bytes.fromhex(case["msg"]), bytes.fromhex(case["sig"])
        if case["result"] == "valid":
            verify_ed25519(key, message, value)
        else:
            with pytest.raises(SignatureError):
                verify_ed25519(key, message, value)
    assert len(cases) > 100


@pytest.mark.needs_corpora
def test_ml_dsa_signatures_are_judged_as_wycheproof_judges_them(corpora: Path) -> None:
    cases = vectors(corpora, "mldsa_44_verify_test.json")
    for group, case in cases:
        public = bytes.fromhex(group["publicKey"])
        key = VerifierKey(name="a", kind=KeyKind.ML_DSA_44, public=public)
        message, value = bytes.fromhex(case["msg"]), bytes.fromhex(case["sig"])
        # Ours are made without a context, so that one made for a context is not ours.
        if case["result"] == "valid" and not case.get("ctx"):
            verify_ml_dsa(key, message, value)
        else:
            with pytest.raises(SignatureError):
                verify_ml_dsa(key, message, value)
    assert len(cases) == 180


def test_the_base64_of_the_example_is_canonical() -> None:
    blob = EXAMPLE.split(b" ")[-1].strip()
    assert base64.b64encode(base64.b64decode(blob)) == blob
