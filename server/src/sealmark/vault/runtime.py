"""This process's vaults: made once, from the identity's own key store.

- `web` and `worker` can make a `WorkVault` and a `Sealer`; a `RawVault` of theirs opens nothing,
  because their key store holds no raw key and their role no grant on raw tables.
"""

# SPDX-License-Identifier: Apache-2.0
import threading
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache
from uuid import UUID

from django.conf import settings

from sealmark.kernel.clock import SystemClock
from sealmark.vault.domain import KeyClass, Operation
from sealmark.vault.ports import KeyStore
from sealmark.vault.rows import KeyRows
from sealmark.vault.services import RawVault, Sealer, WorkVault

Counts = Mapping[str, int]
"""How many operations, by names such as `work.open`."""


class OperationCounts:
    """Key operations of this process by kind and zone: sums since it started, and what is untold.

    What is untold is taken by whoever writes it into the log, project by project.
    """

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._untold: defaultdict[UUID, Counter[str]] = defaultdict(Counter)
        self._lock = threading.Lock()

    def count(
        self, operation: Operation, key_class: KeyClass, project: UUID | None, n: int = 1
    ) -> None:
        """Add `n` operations; those for no project are summed and have no log to be told in."""
        name = f"{key_class}.{operation}"
        with self._lock:
            self._counts[name] += n
            if project is not None:
                self._untold[project][name] += n

    def totals(self) -> dict[str, int]:
        """Return the sums, under names such as `work.open`."""
        with self._lock:
            return dict(self._counts)

    def take_untold(self) -> dict[UUID, Counts]:
        """Return what was counted for each project since the last time."""
        with self._lock:
            taken: dict[UUID, Counts] = {
                project: dict(counts) for project, counts in self._untold.items()
            }
            self._untold.clear()
        return taken

    def give_back(self, project: UUID, counts: Counts) -> None:
        """Take counts back that could not be told: they are told the next time."""
        with self._lock:
            self._untold[project].update(counts)


OPERATIONS = OperationCounts()


@cache
def key_store() -> KeyStore:
    """Return this identity's key store."""
    store: KeyStore = settings.ENVIRONMENT.key_store
    return store


@cache
def sealer() -> Sealer:
    """Return what seals uploads into the raw zone."""
    return Sealer(key_store(), OPERATIONS)


@cache
def work() -> WorkVault:
    """Return the vault of the work zone."""
    clock = SystemClock()
    return WorkVault(store=key_store(), rows=KeyRows(clock), operations=OPERATIONS, clock=clock)


@cache
def raw() -> RawVault:
    """Return the vault of the raw zone: of use in the redactor only."""
    clock = SystemClock()
    return RawVault(store=key_store(), rows=KeyRows(clock), operations=OPERATIONS, clock=clock)


def forget() -> None:
    """Drop all keys from this process's memory."""
    for made in (key_store, sealer, work, raw):
        made.cache_clear()
