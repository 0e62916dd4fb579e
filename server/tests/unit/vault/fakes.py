"""Ports of the vault in memory: rows as dictionaries, counters as a Counter."""

# SPDX-License-Identifier: Apache-2.0
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from uuid import UUID

from sealmark.vault.domain import KeyClass, KeyOwner, Operation, StoredKey
from sealmark.vault.ports import Rewrapped

OwnedAt = tuple[UUID, KeyClass, KeyOwner, UUID]
ProjectAt = tuple[UUID, KeyClass, int]


class MemoryRows:
    """Rows of wrapped keys; `reads` counts the statements that read."""

    def __init__(self) -> None:
        self.projects: dict[ProjectAt, bytes | None] = {}
        self.owned: dict[OwnedAt, StoredKey] = {}
        self.reads = 0
        self._waiting: list[Callable[[], None]] = []

    def commit(self) -> None:
        """What was written is there for good."""
        for tell in self._waiting:
            tell()
        self._waiting.clear()

    def when_there_for_good(self, tell: Callable[[], None]) -> None:
        self._waiting.append(tell)

    def project_keys(self, project: UUID, key_class: KeyClass) -> Mapping[int, bytes]:
        self.reads += 1
        return {
            epoch: wrapped
            for (of, a_class, epoch), wrapped in self.projects.items()
            if (of, a_class) == (project, key_class) and wrapped is not None
        }

    def add_project_key(
        self, project: UUID, key_class: KeyClass, epoch: int, wrapped: bytes
    ) -> None:
        self.projects.setdefault((project, key_class, epoch), wrapped)

    def destroy_project_keys(self, project: UUID, key_class: KeyClass) -> int:
        alive = self.project_keys(project, key_class)
        for epoch in alive:
            self.destroy_project_key(project, key_class, epoch)
        return len(alive)

    def owned_keys(
        self, project: UUID, key_class: KeyClass, owner: KeyOwner, ids: Collection[UUID]
    ) -> Mapping[UUID, StoredKey]:
        self.reads += 1
        found = {one: self.owned.get((project, key_class, owner, one)) for one in ids}
        return {one: row for one, row in found.items() if row is not None}

    def add_owned_keys(
        self, project: UUID, key_class: KeyClass, owner: KeyOwner, rows: Mapping[UUID, StoredKey]
    ) -> None:
        for one, row in rows.items():
            self.owned[project, key_class, owner, one] = row

    def destroy_owned_keys(
        self, project: UUID, key_class: KeyClass, owner: KeyOwner, ids: Collection[UUID]
    ) -> int:
        gone = [self.owned.pop((project, key_class, owner, one), None) for one in ids]
        return sum(row is not None for row in gone)

    def owned_keys_before(
        self, project: UUID, key_class: KeyClass, epoch: int, limit: int
    ) -> Sequence[tuple[KeyOwner, UUID, StoredKey]]:
        old = [
            (owner, one, row)
            for (of, a_class, owner, one), row in self.owned.items()
            if (of, a_class) == (project, key_class) and 0 < row.epoch < epoch
        ]
        return old[:limit]

    def replace_owned_keys(
        self, project: UUID, key_class: KeyClass, rows: Sequence[Rewrapped]
    ) -> int:
        changed = 0
        for row in rows:
            at = (project, key_class, row.owner, row.row)
            stored = self.owned.get(at)
            if stored is not None and stored.wrapped == row.before:
                self.owned[at] = StoredKey(
                    wrapped=row.after, epoch=row.epoch, subject=stored.subject, asset=stored.asset
                )
                changed += 1
        return changed

    def replace_project_key(
        self, project: UUID, key_class: KeyClass, epoch: int, before: bytes, after: bytes
    ) -> bool:
        if self.projects.get((project, key_class, epoch)) != before:
            return False
        self.projects[project, key_class, epoch] = after
        return True

    def destroy_project_key(self, project: UUID, key_class: KeyClass, epoch: int) -> None:
        self.projects[project, key_class, epoch] = None


class Tally:
    """Counts operations as audit would."""

    def __init__(self) -> None:
        self.counted: Counter[tuple[Operation, KeyClass, UUID | None]] = Counter()

    def count(
        self, operation: Operation, key_class: KeyClass, project: UUID | None, n: int = 1
    ) -> None:
        self.counted[operation, key_class, project] += n

    def of(self, operation: Operation) -> int:
        return sum(n for (one, _, _), n in self.counted.items() if one is operation)
