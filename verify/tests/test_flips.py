"""Flip any byte of any file of a bundle: it is noticed, packed or unpacked, and the place named."""

# SPDX-License-Identifier: Apache-2.0
import io

import pytest

from sealmark_verify.bundle import verify_source
from sealmark_verify.errors import BundleError
from sealmark_verify.zip_source import ZipSource
from verify.tests.scene import Memory, Scene, correction, label_statement


def tiny_scene() -> Scene:
    """One label and its correction among events of others: every file of a bundle is there."""
    scene, first = Scene(), label_statement(1)
    scene.other()
    scene.label(first)
    scene.other()
    scene.label(correction(first))
    scene.event("label.accepted", revision=first.revision, asset=first.asset, verdict="accept")
    return scene


CONTAINER = tiny_scene().export()
FILES = Memory.of(CONTAINER).files


def flipped(data: bytes, place: int) -> bytes:
    """Turn one bit of one byte, another bit in each byte."""
    return data[:place] + bytes([data[place] ^ (1 << (place % 8))]) + data[place + 1 :]


def test_the_bundle_that_is_bent_below_is_whole() -> None:
    assert verify_source(Memory(FILES), []).to_json()


def test_every_byte_of_the_container_counts() -> None:
    for place in range(len(CONTAINER)):
        with pytest.raises(BundleError), ZipSource(io.BytesIO(flipped(CONTAINER, place))) as source:
            verify_source(source, [])


@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", sorted(FILES))
def test_every_byte_of_every_file_counts(name: str) -> None:
    for place in range(len(FILES[name])):
        with pytest.raises(BundleError):
            verify_source(Memory(FILES | {name: flipped(FILES[name], place)}), [])


@pytest.mark.parametrize("name", sorted(FILES))
def test_every_file_has_its_length(name: str) -> None:
    for bent in (FILES[name][:-1], FILES[name][1:], FILES[name] + b"\n", FILES[name] + b"\0", b""):
        with pytest.raises(BundleError):
            verify_source(Memory(FILES | {name: bent}), [])


def test_no_file_can_take_the_place_of_another() -> None:
    for name in FILES:
        for other in FILES:
            if name != other:
                with pytest.raises(BundleError):
                    verify_source(Memory(FILES | {name: FILES[other]}), [])


def test_no_file_comes_from_another_bundle_of_the_same_log(scene: Scene) -> None:
    """The same labels exported twice: what tells the exports apart may not be exchanged."""
    first = Memory.of(scene.export()).files
    scene.other()
    second = Memory.of(scene.export()).files
    for name in ("manifest.json", "proof", "evidence/checkpoint", "evidence/hashes"):
        assert first[name] != second[name]
        with pytest.raises(BundleError):
            verify_source(Memory(first | {name: second[name]}), [])
