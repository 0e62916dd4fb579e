"""What the vault needs from outside: a store of top keys, rows of wrapped keys, a counter.

- Protocols only. Rows are Django's business (`vault.models`), counting is audit's; tests bring
  their own.
- To destroy is to remove the wrapped bytes for good; whether a tombstone stays is the port's
  business. What is destroyed is not returned: the vault takes it for erased and refuses.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from sealmark.vault.domain import KeyClass, KeyOwner, Operation, StoredKey
from sealmark.vault.layout import Secret, SigningKey


class KeyStore(Protocol):
    """Where the top keys live. One identity's view: it holds what that identity may use."""

    name: str
    version: str

    def wrap(self, key_class: KeyClass, key: bytes, context: bytes) -> bytes:
        """Wrap a project key under the top key of its zone."""
        ...

    def unwrap(self, key_class: KeyClass, wrapped: bytes, context: bytes) -> bytes:
        """Return the project key, or raise `SealBrokenError`."""
        ...

    def intake_public(self) -> bytes:
        """Return the X25519 public key (32 bytes) to which uploads are sealed."""
        ...

    def open_intake(self, sealed: bytes, info: bytes) -> bytes:
        """Open what was sealed to the intake key: the redactor alone can."""
        ...

    def secret(self, secret: Secret) -> bytes:
        """Return one of this identity's 32-byte secrets."""
        ...

    def sign(self, key: SigningKey, message: bytes) -> bytes:
        """Sign with one of this identity's signing keys."""
        ...

    def verifying_key(self, key: SigningKey) -> bytes:
        """Return the raw public half of one of this identity's signing keys."""
        ...

    def check(self) -> None:
        """Read everything that this identity must hold; raise `VaultUnavailableError`."""
        ...


class ProjectKeys(Protocol):
    """Rows of wrapped keys. Each call is one statement; a scope of the project is open."""

    def project_keys(self, project: UUID, key_class: KeyClass) -> Mapping[int, bytes]:
        """Return the wrapped project keys of all epochs that are not destroyed."""
        ...

    def add_project_key(
        self, project: UUID, key_class: KeyClass, epoch: int, wrapped: bytes
    ) -> None:
        """Insert; keep the row that is there already (another was first, or it is destroyed)."""
        ...

    def when_there_for_good(self, tell: Callable[[], None]) -> None:
        """Call `tell` once what was written in this transaction has committed."""
        ...

    def destroy_project_keys(self, project: UUID, key_class: KeyClass) -> int:
        """Destroy all epochs of one class; return how many there were."""
        ...

    def owned_keys(
        self, project: UUID, key_class: KeyClass, owner: KeyOwner, ids: Collection[UUID]
    ) -> Mapping[UUID, StoredKey]:
        """Return the wrapped keys of these items or subjects; absent or destroyed: left out."""
        ...

    def add_owned_keys(
        self,
        project: UUID,
        key_class: KeyClass,
        owner: KeyOwner,
        rows: Mapping[UUID, StoredKey],
    ) -> None:
        """Insert all rows at once; a row that is there already is an error."""
        ...

    def destroy_owned_keys(
        self, project: UUID, key_class: KeyClass, owner: KeyOwner, ids: Collection[UUID]
    ) -> int:
        """Destroy keys; return how many there were. Nothing may ever make them anew."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Rewrapped:
    """A row to be changed, now under `epoch`: written only if it still holds `before`."""

    owner: KeyOwner
    row: UUID
    before: bytes
    after: bytes
    epoch: int


class RotatingKeys(ProjectKeys, Protocol):
    """What rotation needs on top: rows under old keys, and changing them only if unchanged."""

    def owned_keys_before(
        self, project: UUID, key_class: KeyClass, epoch: int, limit: int
    ) -> Sequence[tuple[KeyOwner, UUID, StoredKey]]:
        """Return up to `limit` rows wrapped directly under a project key older than `epoch`."""
        ...

    def replace_owned_keys(
        self, project: UUID, key_class: KeyClass, rows: Sequence[Rewrapped]
    ) -> int:
        """Change each row that still holds `before`; return how many were changed."""
        ...

    def replace_project_key(
        self, project: UUID, key_class: KeyClass, epoch: int, before: bytes, after: bytes
    ) -> bool:
        """Change one project key's row if it still holds `before`."""
        ...

    def destroy_project_key(self, project: UUID, key_class: KeyClass, epoch: int) -> None:
        """Destroy one epoch."""
        ...


class KeyOperations(Protocol):
    """Counts key operations; audit turns the sums of a unit of work into one event."""

    def count(
        self, operation: Operation, key_class: KeyClass, project: UUID | None, n: int = 1
    ) -> None:
        """Add `n` operations. `project` is None for keys of the whole installation."""
        ...
