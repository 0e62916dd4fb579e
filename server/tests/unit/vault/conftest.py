"""One folder of keys for the session, and the vaults of the identities over it."""

# SPDX-License-Identifier: Apache-2.0
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from unit.vault.fakes import MemoryRows, Tally

from sealmark.kernel.clock import SteppingClock
from sealmark.kernel.ids import new_uuid
from sealmark.vault.keystores.file import FileKeyStore, create_all
from sealmark.vault.layout import Identity
from sealmark.vault.services import RawVault, Sealer, WorkVault


@dataclass(kw_only=True)
class Desk:
    """A project with its vaults: what web, worker and redactor would hold."""

    folder: Path
    rows: MemoryRows = field(default_factory=MemoryRows)
    tally: Tally = field(default_factory=Tally)
    clock: SteppingClock = field(
        default_factory=lambda: SteppingClock(datetime(2026, 1, 1, tzinfo=UTC))
    )
    project: UUID = field(default_factory=new_uuid)

    def store(self, identity: Identity) -> FileKeyStore:
        return FileKeyStore(self.folder, identity)

    def work(self, identity: Identity = Identity.WEB) -> WorkVault:
        return WorkVault(
            store=self.store(identity), rows=self.rows, operations=self.tally, clock=self.clock
        )

    def raw(self, identity: Identity = Identity.REDACTOR) -> RawVault:
        return RawVault(
            store=self.store(identity), rows=self.rows, operations=self.tally, clock=self.clock
        )

    def sealer(self) -> Sealer:
        return Sealer(self.store(Identity.WEB), self.tally)


@pytest.fixture(scope="session")
def session_keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home") / "keys"
    create_all(folder)
    return folder


@pytest.fixture
def desk(session_keys: Path) -> Desk:
    made = Desk(folder=session_keys)
    made.work().create_project(made.project)
    made.raw().create_project(made.project)
    return made
