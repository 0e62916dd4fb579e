"""Rotation while people work: new epochs, item keys re-wrapped batch by batch.

- A new epoch is a transaction of its own. From its commit on everything new is sealed under it;
  older epochs open what they sealed.
- Re-wrapping changes a row only if it is still as it was read: whoever erases or changes a key
  meanwhile wins, and nothing erased comes back.
- Content is not touched: item keys move from one project key to the next. Values directly under
  a project key are sealed anew by their owner before the old epoch is retired.
- An epoch is retired only when no key lies under it any more.
"""

# SPDX-License-Identifier: Apache-2.0
from uuid import UUID

from sealmark.vault.domain import Operation
from sealmark.vault.errors import KeysExistError
from sealmark.vault.keyring import MATCHING_EPOCH, Keyring, owned_key_place, project_key_place
from sealmark.vault.ports import KeyStore, Rewrapped, RotatingKeys
from sealmark.vault.wrapping import Wrapper, wrapping_key_id


def begin_epoch(ring: Keyring, project: UUID) -> int:
    """Make the project's next key; return its epoch. Do nothing else in this transaction."""
    ring.forget(project)
    epoch = ring.epochs(project).newest().key_id + 1
    ring.add_epoch(project, epoch)
    return epoch


def rewrap_batch(ring: Keyring, rows: RotatingKeys, project: UUID, limit: int) -> int:
    """Move up to `limit` keys under the newest project key; return how many were found.

    Call it, each time in a transaction of its own, until it returns 0.
    """
    epochs = ring.epochs(project)
    newest = epochs.newest()
    old = rows.owned_keys_before(project, ring.key_class, newest.key_id, limit)
    under = Wrapper(newest, ring.entropy)
    above = {number: Wrapper(key, ring.entropy) for number, key in epochs.keys.items()}
    changes = []
    for owner, row, stored in old:
        at = owned_key_place(project, ring.key_class, owner, row)
        material = above[wrapping_key_id(stored.wrapped)].unwrap(stored.wrapped, context=at)
        after = under.wrap(material, context=at)
        changes.append(
            Rewrapped(owner=owner, row=row, before=stored.wrapped, after=after, epoch=newest.key_id)
        )
    rows.replace_owned_keys(project, ring.key_class, changes)
    ring.count(Operation.UNWRAP, project, len(changes))
    ring.count(Operation.WRAP, project, len(changes))
    return len(changes)


def retire_epoch(ring: Keyring, rows: RotatingKeys, project: UUID, epoch: int) -> None:
    """Destroy an old project key; refuses the newest, and while item keys lie under it.

    What was sealed directly under it must have been sealed anew before: that no longer opens.
    """
    newest = ring.epochs(project).newest().key_id
    if not MATCHING_EPOCH < epoch < newest:
        raise KeysExistError("Only an old key can be retired; this one is in use.")
    if rows.owned_keys_before(project, ring.key_class, epoch + 1, 1):
        raise KeysExistError("Keys lie under this one still; move them first.")
    rows.destroy_project_key(project, ring.key_class, epoch)
    ring.forget(project)
    ring.count(Operation.DESTROY, project)


def rewrap_project(ring: Keyring, store: KeyStore, rows: RotatingKeys, project: UUID) -> int:
    """Move a project's own keys under the newest top key; return how many were moved."""
    moved = 0
    for epoch, before in rows.project_keys(project, ring.key_class).items():
        at = project_key_place(project, ring.key_class, epoch)
        after = store.wrap(ring.key_class, store.unwrap(ring.key_class, before, at), at)
        if wrapping_key_id(after) != wrapping_key_id(before):
            moved += rows.replace_project_key(project, ring.key_class, epoch, before, after)
    ring.count(Operation.UNWRAP, project, moved)
    ring.count(Operation.WRAP, project, moved)
    return moved
