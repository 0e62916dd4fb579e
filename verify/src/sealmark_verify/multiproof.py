"""One proof for many leaves: the hashes of everything between them, shipped once.

- Leaves come in increasing order of index. Each gap before, between and after them is covered by
  the fewest complete subtrees (`ranges.cover`); their hashes, left to right, are the proof.
- The verifier folds leaves and gaps from left to right into one root: O(log n) memory, one pass,
  and no hash too many or too few.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterable, Iterator

from sealmark_verify.errors import ProofError
from sealmark_verify.ranges import Node, Range, cover


def proof_hashes(indices: Iterable[int], size: int, node: Node) -> Iterator[bytes]:
    """Yield the hashes that prove the leaves at `indices`, increasing, in a tree of `size`."""
    place = 0
    for index in indices:
        if not place <= index < size:
            raise ProofError("the leaves are not in increasing order, or outside the tree")
        yield from (node(level, at) for level, at in cover(place, index))
        place = index + 1
    yield from (node(level, at) for level, at in cover(place, size))


class MultiProof:
    """Checks leaves against one root, one after the other."""

    def __init__(self, *, size: int, root: bytes, hashes: Iterator[bytes]) -> None:
        """Begin a check against the tree of `size` leaves under `root`."""
        self._size = size
        self._root = root
        self._hashes = hashes
        self._covered = Range()

    def add(self, index: int, leaf: bytes) -> None:
        """Place the leaf hash `leaf` at `index`. Raises `ProofError`."""
        if not self._covered.size <= index < self._size:
            raise ProofError("the leaves are not in increasing order, or outside the tree")
        self._skip_to(index)
        self._covered.append(0, leaf)

    def finish(self) -> None:
        """Refuse unless everything added leads to the root. Raises `ProofError`."""
        self._skip_to(self._size)
        if next(self._hashes, None) is not None:
            raise ProofError("the proof holds more hashes than it needs")
        if self._covered.root() != self._root:
            raise ProofError("the events do not lead to the root of the checkpoint")

    def _skip_to(self, index: int) -> None:
        for level, _ in cover(self._covered.size, index):
            found = next(self._hashes, None)
            if found is None:
                raise ProofError("the proof holds fewer hashes than it needs")
            self._covered.append(level, found)
