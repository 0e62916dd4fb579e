"""Somebody who took one identity's database credentials, key folder and a dump of everything.

- `dump` reads a table as the superuser does: no policy and no grant stands in this thief's way.
- `keys_in_reach` is every 32-byte secret of the folder and every key that the work zone's rows
  unwrap to with it: what remains is arithmetic.
"""

# SPDX-License-Identifier: Apache-2.0
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import psycopg.rows
from django.conf import settings
from postgres_fixture import PgCluster
from psycopg import sql

from sealmark.vault import framing
from sealmark.vault.domain import DataKey, KeyClass, KeyOwner, Place, Zone
from sealmark.vault.errors import KeyNotHeldError, SealBrokenError, VaultUnavailableError
from sealmark.vault.keyfiles import Lock, read_key
from sealmark.vault.keyring import owned_key_place, project_key_place
from sealmark.vault.keystores.file import FileKeyStore
from sealmark.vault.layout import Identity
from sealmark.vault.wrapping import Wrapper, wrapping_key_id
from sealmark.vault.zonevault import bound_to

PROJECT_KEYS = {KeyClass.RAW: "vault_raw_key", KeyClass.WORK: "vault_work_key"}
OWNED_KEYS = {
    (KeyClass.RAW, KeyOwner.ITEM): "vault_raw_item_key",
    (KeyClass.RAW, KeyOwner.SUBJECT): "vault_subject_key",
    (KeyClass.WORK, KeyOwner.ITEM): "vault_work_item_key",
}


def keys_folder(identity: str) -> Path:
    folder: Path = settings.SEALMARK_HOME.keys / identity
    return folder


def secrets_of(identity: str) -> dict[str, bytes]:
    """Return every private key in an identity's folder, by file name."""
    files = sorted(keys_folder(identity).iterdir())
    return {file.name: read_key(file, Lock()) for file in files if file.suffix in {".key", ".kek"}}


@dataclass(kw_only=True)
class Thief:
    """What somebody can open who holds one identity's folder and all of the database."""

    identity: str
    cluster: PgCluster
    database: str
    keys: list[DataKey] = field(default_factory=list)

    def __post_init__(self) -> None:
        for material in secrets_of(self.identity).values():
            self.keys += [DataKey(material, key_id=number) for number in (0, 1)]
        for key_class, table in PROJECT_KEYS.items():
            for row in self.dump(table):
                self._take_project_key(key_class, row)
        for (key_class, owner), table in OWNED_KEYS.items():
            for row in self.dump(table):
                self._take_owned_key(key_class, owner, row)

    def dump(self, table: str) -> list[dict[str, Any]]:
        """Return all rows of a table."""
        with psycopg.connect(
            self.cluster.admin_dsn(self.database), row_factory=psycopg.rows.dict_row
        ) as admin:
            statement = sql.SQL("SELECT * FROM {}").format(sql.Identifier(table))
            return admin.execute(statement).fetchall()

    def opens(self, blob: bytes, zone: type[Zone], at: Place) -> bytes | None:
        """Try every key in reach on a sealed value, with the right zone and place bound."""
        for key in self.keys:
            try:
                return framing.open_sealed(key, blob, context=bound_to(zone, at))
            except SealBrokenError:
                continue
        return None

    def _take_project_key(self, key_class: KeyClass, row: dict[str, Any]) -> None:
        at = project_key_place(row["project_id"], key_class, row["epoch"])
        store = FileKeyStore(settings.SEALMARK_HOME.keys, Identity(self.identity))
        try:
            material = store.unwrap(key_class, row["wrapped"], at)
        except (KeyNotHeldError, VaultUnavailableError):
            self._unwrap(row["wrapped"], at, row["epoch"])
        else:
            self.keys.append(DataKey(material, key_id=row["epoch"]))

    def _take_owned_key(self, key_class: KeyClass, owner: KeyOwner, row: dict[str, Any]) -> None:
        at = owned_key_place(row["project_id"], key_class, owner, row["id"])
        self._unwrap(row["wrapped"], at, 0)

    def _unwrap(self, wrapped: bytes, at: Place, key_id: int) -> None:
        for key in list(self.keys):
            if key.key_id != wrapping_key_id(wrapped):
                continue
            try:
                material = Wrapper(key, _no_entropy).unwrap(wrapped, context=at)
            except SealBrokenError:
                continue
            self.keys.append(DataKey(material, key_id=key_id))
            return


def _no_entropy(size: int) -> bytes:
    raise AssertionError(size)  # a thief wraps nothing
