"""Environment: where this process finds its database and keys, and who it is.

- One identity per process: web, worker, redactor, sequencer or owner.
- Secrets come from key files, never from the environment, never from a default.
- The owner migrates; it holds no key of the runtime identities except what verifies their scopes.
"""

# SPDX-License-Identifier: Apache-2.0
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from sealmark.infra.home import Home, default_home
from sealmark.infra.postgres.address import DatabaseAddress, address_of
from sealmark.kernel.errors import Refusal
from sealmark.vault.keystores.file import FileKeyStore
from sealmark.vault.layout import Identity, Secret, job_secret

OWNER = "owner"


class EnvironmentRefusedError(Refusal):
    """This process was started in a way that Sealmark refuses."""


@dataclass(frozen=True, kw_only=True)
class Environment:
    """What a process needs to know before Django starts."""

    identity: str
    home: Home

    @cached_property
    def key_store(self) -> FileKeyStore:
        """The top keys of this identity; the owner has none."""
        return FileKeyStore(self.home.keys, Identity(self.identity))

    @property
    def scope_key(self) -> bytes:
        """The key that signs this identity's scopes; the owner opens none."""
        return b"" if self.identity == OWNER else self.key_store.secret(Secret.SCOPE)

    @property
    def framework_key(self) -> str:
        """Django's own secret; the owner serves nobody and gets a fresh one each time."""
        if self.identity == OWNER:
            return secrets.token_hex(32)
        return self.key_store.secret(Secret.FRAMEWORK).hex()

    @property
    def job_key(self) -> Callable[[str, str], bytes]:
        """Find the MAC key of a pair (who enqueues, whose queue)."""

        def find(enqueuer: str, runner: str) -> bytes:
            return self.key_store.secret(job_secret(Identity(enqueuer), Identity(runner)))

        return find

    def database(self) -> DatabaseAddress:
        """Return where the database is for this identity."""
        return address_of(self.home, self.identity, os.environ)


def read() -> Environment:
    """Read the environment of this process."""
    identity = os.environ.get("SEALMARK_IDENTITY", "")
    if identity not in {*Identity, OWNER}:
        raise EnvironmentRefusedError(
            "SEALMARK_IDENTITY must be web, worker, redactor, sequencer or owner; "
            "`sealmark up` sets it for each of its processes."
        )
    return Environment(identity=identity, home=Home(path=default_home(os.environ)))
