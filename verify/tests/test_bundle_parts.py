"""Reading a bundle's files in pieces, and writing them in one pass."""

# SPDX-License-Identifier: Apache-2.0
import hashlib
import io
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealmark_verify.bundle_writer import BundleWriter, LogView
from sealmark_verify.errors import BundleError, FormatError
from sealmark_verify.manifest import FileEntry
from sealmark_verify.packing import Aside
from sealmark_verify.reading import checked_hashes, checked_lines
from verify.tests.scene import (
    Memory,
    Scene,
)


def entry_of(data: bytes) -> FileEntry:
    return FileEntry(size=len(data), sha256=hashlib.sha256(data).hexdigest())


def test_lines_are_whole_and_not_too_long() -> None:
    data = b"abc\n" + b"d" * 100 + b"\n\nlast"
    for content, where in ((data, "does not end"), (data + b"\n", "")):
        lines = checked_lines(Memory({"a": content}), "a", entry_of(content))
        if where:
            with pytest.raises(BundleError, match=where):
                list(lines)
        else:
            assert list(lines) == [b"abc", b"d" * 100, b"", b"last"]
    with pytest.raises(BundleError, match="longer than 50"):
        list(checked_lines(Memory({"a": data[:60]}), "a", entry_of(data[:60]), longest=50))


@given(st.lists(st.binary().filter(lambda line: b"\n" not in line)), st.integers(1, 7))
def test_lines_are_found_wherever_chunks_are_cut(lines: list[bytes], size: int) -> None:
    data = b"".join(line + b"\n" for line in lines)
    source = Memory({"a": data}, chunk=size)
    assert list(checked_lines(source, "a", entry_of(data))) == lines


@given(st.lists(st.binary(min_size=32, max_size=32)), st.integers(1, 70))
def test_hashes_are_found_wherever_chunks_are_cut(hashes: list[bytes], size: int) -> None:
    data = b"".join(hashes)
    source = Memory({"a": data}, chunk=size)
    assert list(checked_hashes(source, "a", entry_of(data))) == hashes


def test_a_piece_of_a_hash_is_refused() -> None:
    with pytest.raises(BundleError, match="whole hashes"):
        list(checked_hashes(Memory({"a": bytes(33)}), "a", entry_of(bytes(33))))


def test_the_writer_refuses_files_that_do_not_belong() -> None:
    writer = BundleWriter(io.BytesIO())
    for name in ("labels.jsonl", "data/../x", "evidence/x"):
        with pytest.raises(FormatError), writer.open_member(name):
            pass
        with pytest.raises(FormatError), writer.open_stored_member(name):
            pass
    with writer.open_member("data/a"):
        pass
    with pytest.raises(FormatError, match="already"), writer.open_member("data/a"):
        pass


def test_the_writer_only_ever_appends(scene: Scene) -> None:
    class Pipe:
        def __init__(self) -> None:
            self.data = b""

        def write(self, data: bytes, /) -> int:
            self.data += data
            return len(data)

    pipe = Pipe()
    writer = BundleWriter(pipe)
    with writer.open_member("data/a") as member:
        member.write(b"x")
    writer.write_evidence(
        scene.revisions,
        scene.events,
        _evidence(scene),
    )
    assert pipe.data.startswith(b"PK\x03\x04")


def _evidence(scene: Scene) -> LogView:
    return LogView(
        size=len(scene.log.leaves),
        node=scene.log.node,
        checkpoint=scene.log.checkpoint(),
        keys=scene.log.keys,
    )


def test_revisions_that_were_set_aside_make_the_same_container(scene: Scene) -> None:
    straight, taken_over, elsewhere = io.BytesIO(), io.BytesIO(), io.BytesIO()
    evidence = _evidence(scene)
    BundleWriter(straight).write_evidence(scene.revisions, scene.events, evidence)
    aside = Aside(elsewhere)
    for revision in scene.revisions:
        aside.add(revision)

    def stored() -> Iterator[bytes]:
        elsewhere.seek(0)
        while piece := elsewhere.read(7):
            yield piece

    kept = aside.close(stored())
    BundleWriter(taken_over).write_evidence(kept, scene.events, evidence)
    assert taken_over.getvalue() == straight.getvalue()


def test_revisions_that_do_not_come_back_whole_are_refused(scene: Scene) -> None:
    aside = Aside(io.BytesIO())
    aside.add(scene.revisions[0])
    with pytest.raises(FormatError, match="whole"):
        BundleWriter(io.BytesIO()).write_evidence(
            aside.close([b"half of it"]), scene.events, _evidence(scene)
        )
