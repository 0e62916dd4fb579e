"""`web`'s database credentials and key files against originals that are already stored.

Every test here acts as somebody who holds both, past all of our code; the last ones also hold a
dump of the whole database.
"""

# SPDX-License-Identifier: Apache-2.0
import json
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection, transaction
from django_fixture import ActAs
from integration.isolation.furnished import TEXTS, Furnished
from integration.isolation.statements import NO_PRIVILEGE, refused, rows
from integration.isolation.thief import Thief, keys_folder, secrets_of
from postgres_fixture import PgCluster

from sealmark.infra import scope
from sealmark.infra.listed_tables import RAW_ZONE
from sealmark.kernel.ids import new_uuid
from sealmark.redaction.sealing import (
    held_place,
    original_place,
    secret_map_place,
    surrogate_place,
)
from sealmark.vault import runtime
from sealmark.vault.domain import KeyClass, Raw
from sealmark.vault.encapsulation import decapsulate
from sealmark.vault.errors import KeyNotHeldError, SealBrokenError
from sealmark.vault.layout import INTAKE_PRIVATE
from sealmark.vault.services import part_place

PART_COLUMNS = "id, project_id, created_at, file_id, ordinal, size, body"
OTHERS = ("web", "worker", "sequencer")


@pytest.fixture(scope="module")
def template(furnished: Furnished) -> str:
    return furnished.template


@pytest.fixture(scope="module")
def web(migrated: PgCluster, database: str) -> Thief:
    return Thief(identity="web", cluster=migrated, database=database)


@pytest.fixture(scope="module")
def redactor(migrated: PgCluster, database: str) -> Thief:
    return Thief(identity="redactor", cluster=migrated, database=database)


# ---- with the credentials


@pytest.mark.parametrize("table", sorted(RAW_ZONE))
@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM {0}",
        "SELECT t FROM {0} t",
        "SELECT to_jsonb(t) FROM {0} t",
        "SELECT count(*) FILTER (WHERE t IS NOT NULL) FROM {0} t",
        "SELECT 1 FROM assets_asset a WHERE EXISTS (SELECT FROM {0} t WHERE t IS NOT NULL)",
        "WITH stolen AS (SELECT * FROM {0}) SELECT * FROM stolen",
        "CREATE TEMPORARY TABLE stolen AS SELECT * FROM {0}",
        "TABLE {0}",
        "SELECT * FROM {0} FOR UPDATE",
        "UPDATE {0} SET created_at = created_at",
        "UPDATE {0} SET created_at = created_at RETURNING *",
        "DELETE FROM {0}",
        "DELETE FROM {0} RETURNING *",
        "COPY {0} TO STDOUT",
        "COPY (SELECT * FROM {0}) TO STDOUT",
        "LOCK TABLE {0} IN ACCESS EXCLUSIVE MODE",
        "CREATE RULE stolen AS ON INSERT TO {0} DO ALSO NOTHING",
        "TRUNCATE {0} CASCADE",
    ],
)
def test_no_statement_reaches_a_raw_table(table: str, statement: str, furnished: Furnished) -> None:
    with refused(NO_PRIVILEGE), scope.project(furnished.mine.project):
        rows(statement.format(table))


@pytest.mark.parametrize("table", sorted(RAW_ZONE))
@pytest.mark.parametrize("column", ["body", "tag", "taken", "replacement", "wrapped"])
def test_no_single_column_of_content_is_read(table: str, column: str, furnished: Furnished) -> None:
    ((there,),) = rows(
        "SELECT count(*) FROM pg_attribute WHERE attrelid = %s::regclass AND attname = %s",
        [table, column],
    )
    if not there:
        return
    with refused(NO_PRIVILEGE), scope.project(furnished.mine.project):
        rows(f"SELECT {column} FROM {table}")


def test_a_sealed_part_goes_in_and_its_body_never_comes_back(furnished: Furnished) -> None:
    project = furnished.mine.project
    with scope.project(project):
        ((file,),) = rows("SELECT file_id FROM assets_upload_part GROUP BY file_id LIMIT 1")
    values = [new_uuid(), project, file, b"sealed"]
    insert = (
        f"INSERT INTO assets_upload_part ({PART_COLUMNS}) VALUES (%s, %s, now(), %s, 77, 6, %s)"
    )
    for clause in (
        "RETURNING body",
        "RETURNING *",
        "ON CONFLICT (project_id, file_id, ordinal) DO UPDATE SET body = excluded.body",
        "ON CONFLICT (project_id, file_id, ordinal) DO UPDATE SET size = 0 RETURNING body",
    ):
        with refused(NO_PRIVILEGE), scope.project(project):
            rows(f"{insert} {clause}", values)
    with scope.project(project):
        rows(insert, values)
        assert rows("SELECT size FROM assets_upload_part WHERE ordinal = 77") == [(6,)]
        transaction.set_rollback(True)


@pytest.mark.parametrize("table", sorted(RAW_ZONE - {"assets_upload_part"}))
def test_nothing_is_planted_in_a_raw_table(table: str, furnished: Furnished) -> None:
    with refused(NO_PRIVILEGE), scope.project(furnished.mine.project):
        rows(f"INSERT INTO {table} (id, project_id) VALUES (%s, %s)", [new_uuid(), new_uuid()])


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT pg_read_file('PG_VERSION')",
        "SELECT pg_read_binary_file('PG_VERSION')",
        "SELECT pg_ls_dir('.')",
        "SELECT pg_stat_file('PG_VERSION')",
        "SELECT * FROM pg_ls_waldir()",
        "SELECT * FROM pg_ls_logdir()",
        "SELECT lo_import('/etc/hostname')",
        "SELECT lo_export(1, '/tmp/stolen')",
        "SELECT * FROM pg_largeobject",
        "COPY (SELECT 1) TO '/tmp/stolen'",
        "COPY (SELECT 1) TO PROGRAM 'cat'",
        "SELECT pg_create_logical_replication_slot('stolen', 'pgoutput')",
        "SELECT pg_create_physical_replication_slot('stolen')",
        "SELECT * FROM pg_hba_file_rules",
        "SELECT rolpassword FROM pg_authid",
        "SELECT pg_reload_conf()",
        "SELECT pg_switch_wal()",
        "SELECT * FROM pg_shmem_allocations",
        "ALTER SYSTEM SET log_statement = 'all'",
        "SET log_statement = 'all'",
        "SET session_replication_role = 'replica'",
        "LOAD 'auto_explain'",
        "CREATE EXTENSION pageinspect",
        "CREATE EXTENSION pg_walinspect",
        "CREATE EXTENSION postgres_fdw",
        "CREATE PUBLICATION stolen FOR ALL TABLES",
        "CREATE EVENT TRIGGER stolen ON ddl_command_end EXECUTE FUNCTION now()",
    ],
)
def test_the_server_is_no_way_to_its_files_or_its_log(statement: str) -> None:
    with refused(NO_PRIVILEGE):
        rows(statement)


def test_a_file_is_not_read_into_a_table_of_ones_own() -> None:
    with transaction.atomic():
        rows("CREATE TEMPORARY TABLE loot (line text)")
        for statement in (
            "COPY loot FROM '/etc/hostname'",
            "COPY loot FROM PROGRAM 'id'",
        ):
            with refused(NO_PRIVILEGE), transaction.atomic():
                rows(statement)
        transaction.set_rollback(True)


def test_there_are_no_large_objects_to_look_into() -> None:
    assert rows("SELECT count(*) FROM pg_largeobject_metadata") == [(0,)]


@pytest.fixture
def neighbour(migrated: PgCluster, database: str) -> Iterator[int]:
    """A connection of the redactor that has just read an original."""
    with psycopg.connect(migrated.dsn("redactor", database)) as other:
        other.execute("SELECT 'a canary in the redactor''s statement'")
        yield other.info.backend_pid


def test_what_the_redactor_does_is_not_seen_in_the_activity(neighbour: int) -> None:
    seen = rows("SELECT query, state, xact_start FROM pg_stat_activity WHERE pid = %s", [neighbour])
    assert seen == [("<insufficient privilege>", None, None)]
    ((told,),) = rows(
        "SELECT pg_stat_get_backend_activity(i) FROM pg_stat_get_backend_idset() i"
        " WHERE pg_stat_get_backend_pid(i) = %s",
        [neighbour],
    )
    assert told == "<insufficient privilege>"


@pytest.mark.parametrize(
    "function", ["pg_cancel_backend", "pg_terminate_backend", "pg_log_backend_memory_contexts"]
)
def test_the_redactors_connection_is_left_alone(function: str, neighbour: int) -> None:
    with refused(NO_PRIVILEGE):
        rows(f"SELECT {function}(%s)", [neighbour])


def test_the_functions_with_owner_rights_tell_web_nothing_raw(furnished: Furnished) -> None:
    found = rows(
        "SELECT p.oid::regprocedure::text, pg_get_functiondef(p.oid) FROM pg_proc p"
        " WHERE p.prosecdef AND has_function_privilege(p.oid, 'EXECUTE')"
        " AND p.pronamespace <> 'pg_catalog'::regnamespace"
    )
    assert {name for name, _ in found} == {
        "sealmark.scope_id(text)",
        "sealmark.scope_project()",
        "sealmark.scope_principal()",
        "sealmark.find_session(bytea)",
        "sealmark.find_session(bytea,uuid,timestamp with time zone)",
    }
    assert not [name for name, body in found if any(table in body for table in RAW_ZONE)]
    assert rows("SELECT * FROM sealmark.find_session('\\x00'::bytea)") == []
    _ = furnished


def test_other_databases_of_the_server_are_shut(migrated: PgCluster) -> None:
    for name in ("postgres", "template1"):
        with pytest.raises(psycopg.OperationalError, match="permission denied"):
            psycopg.connect(migrated.dsn("web", name))


# ---- with the key files


def test_webs_folder_holds_what_it_should_and_nothing_raw() -> None:
    assert {file.name for file in keys_folder("web").iterdir()} - {"db_password"} == {
        *("scope.key", "framework.key", "session.key", "account.key", "work-1.kek", "intake.pub"),
        *("job-web-to-worker.key", "job-web-to-redactor.key"),
    }


@pytest.mark.parametrize("identity", OTHERS)
def test_no_key_of_the_raw_zone_is_in_another_folder_under_any_name(identity: str) -> None:
    secrets = secrets_of("redactor")
    raw = {secrets["raw-1.kek"], secrets[INTAKE_PRIVATE]}
    assert raw.isdisjoint(secrets_of(identity).values())
    for file in keys_folder(identity).iterdir():
        content = file.read_bytes()
        for key in raw:
            assert key not in content
            assert key.hex().encode() not in content


def test_web_neither_wraps_nor_unwraps_under_the_raw_key(redactor: Thief) -> None:
    store = runtime.key_store()
    with pytest.raises(KeyNotHeldError):
        store.wrap(KeyClass.RAW, bytes(32), b"anything")
    for row in redactor.dump("vault_raw_key"):
        with pytest.raises(KeyNotHeldError):
            store.unwrap(KeyClass.RAW, bytes(row["wrapped"]), b"anything")


def test_webs_raw_vault_opens_nothing(furnished: Furnished) -> None:
    with refused(NO_PRIVILEGE), scope.project(furnished.mine.project):
        runtime.raw().item_key(furnished.mine.project, new_uuid())


def test_no_key_in_webs_reach_opens_a_sealed_part(web: Thief) -> None:
    parts = web.dump("assets_upload_part")
    assert parts
    for part in parts:
        body = bytes(part["body"])
        size = int.from_bytes(body[:2], "big")
        sealed_key = body[2 : 2 + size]
        at = part_place(part["project_id"], part["file_id"], part["ordinal"])
        for secret in (*secrets_of("web").values(), *[key.material for key in web.keys]):
            with pytest.raises(SealBrokenError):
                decapsulate(secret, sealed_key, info=at)
        assert decapsulate(secrets_of("redactor")[INTAKE_PRIVATE], sealed_key, info=at)


# ---- with a dump of everything, too


@pytest.mark.parametrize("identity", OTHERS)
def test_no_key_in_reach_opens_an_original(
    identity: str, migrated: PgCluster, database: str, redactor: Thief
) -> None:
    thief = Thief(identity=identity, cluster=migrated, database=database)
    originals = thief.dump("assets_original_part")
    assert len(originals) == 2 * len(TEXTS)
    opened = set()
    for row in originals:
        at = original_place(row["project_id"], row["asset_id"])
        assert thief.opens(bytes(row["body"]), Raw, at) is None
        clear = redactor.opens(bytes(row["body"]), Raw, at)
        assert clear is not None
        opened.add(json.loads(clear)["content"])
    assert opened == set(TEXTS)


@pytest.mark.parametrize("identity", OTHERS)
def test_no_key_in_reach_opens_replaced_values_alignments_or_what_is_held(
    identity: str, migrated: PgCluster, database: str, redactor: Thief
) -> None:
    thief = Thief(identity=identity, cluster=migrated, database=database)
    sealed = [
        (bytes(row["body"]), secret_map_place(row["project_id"], row["id"]))
        for row in thief.dump("redaction_secret_map")
    ]
    sealed += [
        (bytes(row["body"]), held_place(row["project_id"], row["rendition_id"]))
        for row in thief.dump("redaction_held_part")
    ]
    sealed += [
        (bytes(row["replacement"]), surrogate_place(row["project_id"], row["id"]))
        for row in thief.dump("redaction_surrogate")
    ]
    assert len(sealed) >= 6
    for blob, at in sealed:
        assert thief.opens(blob, Raw, at) is None
        assert redactor.opens(blob, Raw, at) is not None


def test_nothing_stored_outside_the_database_is_an_original() -> None:
    blobs = [path for path in Path(settings.SEALMARK_HOME.blobs).rglob("*") if path.is_file()]
    assert blobs
    for path in blobs:
        content = path.read_bytes()
        assert not [text for text in TEXTS if text.encode() in content]


def test_the_redactor_does_reach_them_so_that_the_tests_above_can_fail(
    acting_as: ActAs, furnished: Furnished
) -> None:
    with acting_as("redactor"), scope.project(furnished.mine.project):
        ((body, asset),) = rows("SELECT body, asset_id FROM assets_original_part LIMIT 1")
        key = runtime.raw().item_key(furnished.mine.project, asset)
        assert key.material not in set(secrets_of("web").values())
        assert body
    assert connection.settings_dict["USER"] == "sealmark_web"
