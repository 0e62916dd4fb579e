"""The Merkle tree of RFC 6962 and RFC 9162: hashes, and proofs checked.

- Leaves and nodes hash under different prefixes, so that neither can pass for the other.
- A tree, a subtree and a proof have at least one leaf; nothing is ever proven about size 0.
- Every hash has exactly 32 bytes, the computed root is compared with the given one, and a proof
  with a hash too many or too few is refused.
- A subtree `[start, end)` starts at a multiple of the smallest power of two that holds it
  (draft-ietf-plants-merkle-tree-certs section 4.1).
"""

# SPDX-License-Identifier: Apache-2.0
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from sealmark_verify.encoding import HASH_SIZE
from sealmark_verify.errors import ProofError


def leaf_hash(entry: bytes) -> bytes:
    """Hash one log entry. RFC 9162 section 2.1.1: prefix 0x00."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two children. RFC 9162 section 2.1.1: prefix 0x01."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def is_subtree(start: int, end: int) -> bool:
    """Tell whether `[start, end)` starts at a multiple of the power of two that holds it."""
    size = end - start
    return start >= 0 and size > 0 and start % (1 << (size - 1).bit_length()) == 0


def refuse_bad_hashes(hashes: Sequence[bytes]) -> None:
    """Refuse a hash that does not have 32 bytes."""
    if any(len(item) != HASH_SIZE for item in hashes):
        raise ProofError(f"a hash in the proof does not have {HASH_SIZE} bytes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Subtree:
    """The leaves `[start, end)` of a log and the root hash over them."""

    start: int
    end: int
    root: bytes

    def refuse_misplaced(self) -> None:
        """Refuse an empty or unaligned range, and a root that is no hash."""
        if not is_subtree(self.start, self.end):
            raise ProofError("the range of leaves is empty or not a subtree")
        refuse_bad_hashes([self.root])


def verify_inclusion(
    *, leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes
) -> None:
    """Refuse unless the leaf hash `leaf` stands at `index` in the tree of `size` leaves.

    Raises `ProofError`.
    """
    verify_subtree_inclusion(
        leaf=leaf, index=index, path=path, subtree=Subtree(start=0, end=size, root=root)
    )


def verify_subtree_inclusion(
    *, leaf: bytes, index: int, path: Sequence[bytes], subtree: Subtree
) -> None:
    """Refuse unless the leaf hash `leaf` stands at the log's `index` in `subtree`."""
    subtree.refuse_misplaced()
    refuse_bad_hashes([leaf, *path])
    if not subtree.start <= index < subtree.end:
        raise ProofError("the leaf is outside the tree")
    # RFC 9162 section 2.1.3.2: `place` and `last` are the positions of the leaf and of the
    # rightmost leaf, one level further up with every hash.
    place, last = index - subtree.start, subtree.end - subtree.start - 1
    found = leaf
    for sibling in path:
        if last == 0:
            raise ProofError("the inclusion proof is too long")
        if place & 1 or place == last:
            found = node_hash(sibling, found)
            while not place & 1:
                place, last = place >> 1, last >> 1
        else:
            found = node_hash(found, sibling)
        place, last = place >> 1, last >> 1
    if last:
        raise ProofError("the inclusion proof is too short")
    if found != subtree.root:
        raise ProofError("the inclusion proof does not lead to the root")


def verify_consistency(
    *, size1: int, root1: bytes, size2: int, root2: bytes, path: Sequence[bytes]
) -> None:
    """Refuse unless the tree of `size2` leaves begins with the tree of `size1`.

    Raises `ProofError`; a tree of size 0 proves nothing and is refused.
    """
    verify_subtree_consistency(
        subtree=Subtree(start=0, end=size1, root=root1), size=size2, root=root2, path=path
    )


def verify_subtree_consistency(
    *, subtree: Subtree, size: int, root: bytes, path: Sequence[bytes]
) -> None:
    """Refuse unless `subtree` is a part of the tree of `size` leaves under `root`."""
    subtree.refuse_misplaced()
    refuse_bad_hashes([root, *path])
    if subtree.end > size:
        raise ProofError("the first tree is larger than the second")
    # draft-ietf-plants-merkle-tree-certs section 4.4.3: positions of the subtree's first and last
    # leaf and of the tree's last leaf, climbed together.
    first, last, end = subtree.start, subtree.end - 1, size - 1
    while first != last and (last == end or last & 1):
        first, last, end = first >> 1, last >> 1, end >> 1
    rest = list(path)
    if first == last:
        seed = subtree.root
    elif rest:
        seed = rest.pop(0)
    else:
        raise ProofError("the consistency proof is too short")
    part, whole = _climb(seed, rest, (first, last, end))
    if part != subtree.root or whole != root:
        raise ProofError("the consistency proof does not lead to the roots")


def _climb(
    seed: bytes, path: Sequence[bytes], position: tuple[int, int, int]
) -> tuple[bytes, bytes]:
    """Fold `path` onto `seed`; return the root of the part and of the whole."""
    first, last, end = position
    part = whole = seed
    for sibling in path:
        if end == 0:
            raise ProofError("the consistency proof is too long")
        if last & 1 or last == end:
            if first < last:
                part = node_hash(sibling, part)
            whole = node_hash(sibling, whole)
            while not last & 1:
                first, last, end = first >> 1, last >> 1, end >> 1
        else:
            whole = node_hash(whole, sibling)
        first, last, end = first >> 1, last >> 1, end >> 1
    if end:
        raise ProofError("the consistency proof is too short")
    return part, whole
