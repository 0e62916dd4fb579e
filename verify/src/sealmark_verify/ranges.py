"""Ranges of leaves: complete subtrees, roots and proofs computed from them.

- A complete subtree is named by (level, index): its leaves are `[index << level, (index + 1) <<
  level)`. A `Node` function hands out its hash and never sees an incomplete one.
- `Range` keeps the O(log n) complete subtrees that cover the first n leaves, so a root over any
  number of leaves takes constant memory.
- The order of hashes in every computed proof is that of RFC 9162.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Callable, Iterator

from sealmark_verify.errors import ProofError
from sealmark_verify.merkle import is_subtree, node_hash

Node = Callable[[int, int], bytes]


class Range:
    """The leaves `[0, size)` of a tree, folded as far as they are complete."""

    def __init__(self) -> None:
        """Begin with no leaves."""
        self.size = 0
        self._stack: list[tuple[int, bytes]] = []

    def append(self, level: int, found: bytes) -> None:
        """Add the complete subtree of `level` that begins where this range ends.

        Raises `ProofError` when no such subtree begins there.
        """
        if self.size & ((1 << level) - 1):
            raise ProofError("a subtree does not begin at this leaf")
        self.size += 1 << level
        while self._stack and self._stack[-1][0] == level:
            found = node_hash(self._stack.pop()[1], found)
            level += 1
        self._stack.append((level, found))

    def root(self) -> bytes:
        """Return the root over all leaves. Raises `ProofError` when there is none yet."""
        if not self._stack:
            raise ProofError("a tree without leaves has no root here")
        found = self._stack[-1][1]
        for _, left in reversed(self._stack[:-1]):
            found = node_hash(left, found)
        return found


def cover(start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the fewest complete subtrees (level, index) that cover `[start, end)`, in order."""
    while start < end:
        level = (end - start).bit_length() - 1
        if start:
            level = min(level, (start & -start).bit_length() - 1)
        yield level, start >> level
        start += 1 << level


def subtree_root(start: int, end: int, node: Node) -> bytes:
    """Return the hash over `[start, end)`, a valid and non-empty subtree."""
    hashes = [node(level, index) for level, index in cover(start, end)]
    found = hashes.pop()
    while hashes:
        found = node_hash(hashes.pop(), found)
    return found


def inclusion_path(index: int, size: int, node: Node) -> list[bytes]:
    """Return the proof that leaf `index` stands in the tree of `size` leaves."""
    if not 0 <= index < size:
        raise ProofError("the leaf is outside the tree")
    start, end, path = 0, size, list[bytes]()
    while end - start > 1:
        middle = start + _half(end - start)
        if index < middle:
            path.append(subtree_root(middle, end, node))
            end = middle
        else:
            path.append(subtree_root(start, middle, node))
            start = middle
    return path[::-1]


def consistency_path(size1: int, size2: int, node: Node) -> list[bytes]:
    """Return the proof that the tree of `size2` leaves begins with the tree of `size1`."""
    return subtree_consistency_path(0, size1, size2, node)


def subtree_consistency_path(first: int, last: int, size: int, node: Node) -> list[bytes]:
    """Return the proof that the subtree `[first, last)` is a part of the tree of `size` leaves."""
    if not is_subtree(first, last) or last > size:
        raise ProofError("the range of leaves is empty, outside the tree or not a subtree")
    start, end, path = 0, size, list[bytes]()
    known = True  # whether the verifier holds the hash of what is left of `[first, last)`
    while (start, end) != (first, last):
        middle = start + _half(end - start)
        if last <= middle:
            path.append(subtree_root(middle, end, node))
            end = middle
        elif first >= middle:
            path.append(subtree_root(start, middle, node))
            start = middle
        else:
            path.append(subtree_root(start, middle, node))
            start, first, known = middle, middle, False
    if not known:
        path.append(subtree_root(first, last, node))
    return path[::-1]


def _half(size: int) -> int:
    """Return the largest power of two below `size`, where RFC 9162 splits a tree."""
    return 1 << ((size - 1).bit_length() - 1)
