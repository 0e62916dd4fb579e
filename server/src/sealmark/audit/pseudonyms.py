"""Pseudonyms: in a project's evidence a person has an id that no other project's evidence shares.

- Keyed by the project's own work key: bundles of two clients cannot be joined on a person.
- The same person always gets the same pseudonym in a project, so that a reviewer can be told apart
  from the labeler by anyone who holds the evidence, and named by nobody who lacks the key.
"""

# SPDX-License-Identifier: Apache-2.0
from functools import lru_cache
from uuid import UUID

from sealmark.kernel.ids import ProjectId, UserId
from sealmark.vault import runtime
from sealmark.vault.mac import keyed_digest


def pseudonym(project: ProjectId, user: UserId) -> UUID:
    """Return the person's id in the evidence of `project` (version 8: custom, RFC 9562)."""
    return _derive(_key(project), user)


@lru_cache(maxsize=4096)
def _derive(key: bytes, user: UUID) -> UUID:
    digest = keyed_digest(key, "pseudonym", user.bytes)
    bits = int.from_bytes(digest[:16], "big")
    bits = bits & ~(0xF << 76) | 8 << 76
    bits = bits & ~(0x3 << 62) | 2 << 62
    return UUID(int=bits)


def _key(project: ProjectId) -> bytes:
    return runtime.work().matching_key(project, "pseudonym")
