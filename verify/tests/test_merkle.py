"""The Merkle tree: public vectors, and proofs of every size against a plain recursive tree."""

# SPDX-License-Identifier: Apache-2.0
import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealmark_verify.errors import ProofError
from sealmark_verify.merkle import (
    Subtree,
    is_subtree,
    leaf_hash,
    node_hash,
    verify_consistency,
    verify_inclusion,
    verify_subtree_consistency,
    verify_subtree_inclusion,
)
from sealmark_verify.multiproof import MultiProof, proof_hashes
from sealmark_verify.ranges import (
    Node,
    Range,
    consistency_path,
    cover,
    inclusion_path,
    subtree_consistency_path,
    subtree_root,
)

LEAVES = [leaf_hash(bytes([number])) for number in range(80)]

# Public vectors that the makers accept and we refuse: roots of 15 bytes, and empty subtrees.
STRICTER = {
    "consistency/additional/sizes-are-equal-one-and-proof-is-empty.json",
    "subtreeconsistency/additional/sizes-are-equal-one-and-proof-is-empty.json",
    *(
        f"subtreeconsistency/additional/subtree-is-empty-{rest}.json"
        for rest in (
            "sizes-are-equal-one-subtree-root-valid-proof-is-empty",
            "sizes-are-equal-one-subtree-root-valid-tree-root-random-proof-is-empty",
            "sizes-are-equal-zero-subtree-root-valid-proof-is-empty",
            "sizes-are-equal-zero-subtree-root-valid-tree-root-random-proof-is-empty",
            "subtree-root-valid-proof-is-empty",
            "subtree-root-valid-tree-root-random-proof-is-empty",
        )
    ),
}


def tree_root(leaves: list[bytes]) -> bytes:
    """RFC 9162 section 2.1.1, word for word."""
    if len(leaves) == 1:
        return leaves[0]
    split = 1 << ((len(leaves) - 1).bit_length() - 1)
    return node_hash(tree_root(leaves[:split]), tree_root(leaves[split:]))


def node(level: int, index: int) -> bytes:
    return tree_root(LEAVES[index << level : (index + 1) << level])


def unpacked(text: str) -> bytes:
    return base64.b64decode(text)


def check_inclusion(vector: dict[str, Any], path: list[bytes]) -> None:
    verify_inclusion(
        leaf=unpacked(vector["leafHash"]),
        index=vector["leafIdx"],
        size=vector["treeSize"],
        path=path,
        root=unpacked(vector["root"]),
    )


def check_consistency(vector: dict[str, Any], path: list[bytes]) -> None:
    verify_consistency(
        size1=vector["size1"],
        root1=unpacked(vector["root1"]),
        size2=vector["size2"],
        root2=unpacked(vector["root2"]),
        path=path,
    )


def check_subtree_inclusion(vector: dict[str, Any], path: list[bytes]) -> None:
    root = unpacked(vector["root"])
    verify_subtree_inclusion(
        leaf=unpacked(vector["leafHash"]),
        index=vector["leafIdx"],
        path=path,
        subtree=Subtree(start=vector["start"], end=vector["end"], root=root),
    )


def check_subtree_consistency(vector: dict[str, Any], path: list[bytes]) -> None:
    root1 = unpacked(vector["root1"])
    verify_subtree_consistency(
        subtree=Subtree(start=vector["start"], end=vector["end"], root=root1),
        size=vector["size"],
        root=unpacked(vector["root2"]),
        path=path,
    )


@pytest.mark.needs_corpora
@pytest.mark.parametrize(
    ("kind", "count", "check"),
    [
        ("inclusion", 98, check_inclusion),
        ("consistency", 98, check_consistency),
        ("subtreeinclusion", 204, check_subtree_inclusion),
        ("subtreeconsistency", 118, check_subtree_consistency),
    ],
)
def test_public_vectors_are_judged_as_their_makers_judge_them(
    corpora: Path,
    kind: str,
    count: int,
    check: Callable[[dict[str, Any], list[bytes]], None],
) -> None:
    root = corpora / "tlog/merkle/testdata"
    files = sorted((root / kind).rglob("*.json"))
    assert len(files) == count
    for file in files:
        vector = json.loads(file.read_text())
        path = [unpacked(item) for item in vector["proof"] or []]
        refused = vector["wantErr"] or file.relative_to(root).as_posix() in STRICTER
        if refused:
            with pytest.raises(ProofError):
                check(vector, path)
        else:
            check(vector, path)


SIZES = st.integers(1, len(LEAVES))


@given(st.data(), SIZES)
def test_every_leaf_of_every_tree_is_proven_by_its_computed_path(
    data: st.DataObject, size: int
) -> None:
    index = data.draw(st.integers(0, size - 1))
    path = inclusion_path(index, size, node)
    verify_inclusion(
        leaf=LEAVES[index], index=index, size=size, path=path, root=tree_root(LEAVES[:size])
    )


@given(st.data(), SIZES)
def test_a_path_proves_no_other_leaf_place_size_or_root(data: st.DataObject, size: int) -> None:
    index = data.draw(st.integers(0, size - 1))
    other = data.draw(st.integers(0, len(LEAVES) - 1).filter(lambda place: place != index))
    path = inclusion_path(index, size, node)
    root = tree_root(LEAVES[:size])
    for leaf, place, total, hashes in (
        (LEAVES[other], index, size, path),
        (LEAVES[index], other, size, path),
        (LEAVES[index], size, size, path),
        (LEAVES[index], -1, size, path),
        (LEAVES[index], index, size * 2 + 1, path),
        (LEAVES[index], index, size, [*path, LEAVES[other]]),
        (LEAVES[index], index, size, [LEAVES[other], *path]),
        (LEAVES[index][:31], index, size, path),
    ):
        with pytest.raises(ProofError):
            verify_inclusion(leaf=leaf, index=place, size=total, path=hashes, root=root)


@given(st.data(), SIZES)
def test_a_tree_is_proven_to_begin_with_every_smaller_one(data: st.DataObject, size: int) -> None:
    smaller = data.draw(st.integers(1, size))
    path = consistency_path(smaller, size, node)
    roots = (tree_root(LEAVES[:smaller]), tree_root(LEAVES[:size]))
    verify_consistency(size1=smaller, root1=roots[0], size2=size, root2=roots[1], path=path)
    for bad in ([*path, LEAVES[0]], path[:-1] if path else [LEAVES[0]]):
        with pytest.raises(ProofError):
            verify_consistency(size1=smaller, root1=roots[0], size2=size, root2=roots[1], path=bad)
    with pytest.raises(ProofError):
        verify_consistency(size1=smaller, root1=LEAVES[79], size2=size, root2=roots[1], path=path)


@given(st.data(), SIZES)
def test_every_subtree_is_proven_to_be_a_part_of_the_tree(data: st.DataObject, size: int) -> None:
    ranges = [(s, e) for s in range(size) for e in range(s + 1, size + 1) if is_subtree(s, e)]
    start, end = data.draw(st.sampled_from(ranges))
    subtree = Subtree(start=start, end=end, root=tree_root(LEAVES[start:end]))
    assert subtree_root(start, end, node) == subtree.root
    verify_subtree_consistency(
        subtree=subtree,
        size=size,
        root=tree_root(LEAVES[:size]),
        path=subtree_consistency_path(start, end, size, node),
    )


@pytest.mark.parametrize("place", [(0, 0, 4), (3, 2, 4), (0, 5, 4), (1, 3, 4), (-1, 1, 4)])
def test_no_consistency_is_computed_for_what_is_no_subtree(place: tuple[int, int, int]) -> None:
    with pytest.raises(ProofError):
        subtree_consistency_path(*place, node)


@pytest.mark.parametrize(("index", "size"), [(0, 0), (4, 4), (-1, 4)])
def test_no_path_is_computed_for_a_leaf_outside_the_tree(index: int, size: int) -> None:
    with pytest.raises(ProofError):
        inclusion_path(index, size, node)


def test_a_consistency_proof_without_its_first_hash_is_too_short() -> None:
    with pytest.raises(ProofError, match="short"):
        verify_consistency(size1=3, root1=LEAVES[0], size2=5, root2=LEAVES[1], path=[])


def test_a_leaf_never_hashes_like_a_node() -> None:
    assert leaf_hash(LEAVES[0] + LEAVES[1]) != node_hash(LEAVES[0], LEAVES[1])


@given(st.integers(0, 2**62), st.integers(0, 2**62))
def test_a_range_is_covered_once_without_gaps_by_few_complete_subtrees(a: int, b: int) -> None:
    start, end = sorted((a, b))
    pieces = list(cover(start, end))
    place = start
    for level, index in pieces:
        assert index << level == place
        place = (index + 1) << level
    assert place == end
    assert len(pieces) <= 2 * 62


@given(SIZES)
def test_a_range_folds_to_the_root_of_the_tree(size: int) -> None:
    covered = Range()
    for leaf in LEAVES[:size]:
        covered.append(0, leaf)
    assert covered.root() == tree_root(LEAVES[:size])


def test_a_subtree_is_not_appended_where_it_cannot_begin() -> None:
    covered = Range()
    covered.append(0, LEAVES[0])
    with pytest.raises(ProofError):
        covered.append(1, LEAVES[1])


def test_a_range_without_leaves_has_no_root() -> None:
    with pytest.raises(ProofError):
        Range().root()


def proven(indices: list[int], size: int, hashes: list[bytes], root: bytes) -> None:
    proof = MultiProof(size=size, root=root, hashes=iter(hashes))
    for index in indices:
        proof.add(index, LEAVES[index])
    proof.finish()


@given(st.data(), SIZES)
def test_many_leaves_are_proven_by_the_hashes_between_them(data: st.DataObject, size: int) -> None:
    indices = sorted(data.draw(st.sets(st.integers(0, size - 1))))
    root = tree_root(LEAVES[:size])
    hashes = list(proof_hashes(indices, size, node))
    proven(indices, size, hashes, root)
    for place in range(len(hashes)):
        bent = [*hashes[:place], LEAVES[79], *hashes[place + 1 :]]
        if bent != hashes:
            with pytest.raises(ProofError):
                proven(indices, size, bent, root)
    for bad in ([*hashes, LEAVES[0]], hashes[:-1]):
        if bad != hashes:
            with pytest.raises(ProofError):
                proven(indices, size, bad, root)


@pytest.mark.parametrize("indices", [[1, 1], [2, 1], [9], [0, 9]])
def test_leaves_come_in_order_and_from_inside_the_tree(indices: list[int]) -> None:
    with pytest.raises(ProofError):
        list(proof_hashes(indices, 8, node))
    with pytest.raises(ProofError):
        proven(indices, 8, list(proof_hashes([1], 8, node)), tree_root(LEAVES[:8]))


def never(level: int, index: int) -> bytes:
    raise AssertionError((level, index))


def test_a_log_that_is_exported_whole_needs_no_hashes() -> None:
    unused: Node = never
    assert list(proof_hashes(range(8), 8, unused)) == []
