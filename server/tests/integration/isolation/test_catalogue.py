"""The catalogue gate: each rule of isolation, broken on purpose, is named."""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from django_fixture import ActAs
from integration.isolation.statements import rows
from postgres_fixture import PgCluster
from psycopg.conninfo import conninfo_to_dict

from sealmark.bootstrap.migrate import CatalogueError, migrate_database
from sealmark.infra import catalogue

OURS = "SET LOCAL ROLE sealmark_owner;"
PLAIN = "CREATE TABLE extra (id uuid PRIMARY KEY, project_id uuid NOT NULL);"
FORCED = f"""{OURS} CREATE TABLE extra (project_id uuid NOT NULL, id uuid NOT NULL,
    PRIMARY KEY (project_id, id));
ALTER TABLE extra ENABLE ROW LEVEL SECURITY; ALTER TABLE extra FORCE ROW LEVEL SECURITY;"""
OWN = "project_id = (SELECT sealmark.scope_project())"
SCOPED = f"{FORCED} CREATE POLICY scoped ON extra USING ({OWN}) WITH CHECK ({OWN});"
NOT_THE_POLICY = "table public.extra does not have the project policy and only that"

BROKEN = {
    "a table without project_id that is not listed": (
        f"{OURS} CREATE TABLE extra (id uuid PRIMARY KEY)",
        "table public.extra has no project_id and is not listed with a reason",
    ),
    "a table in a schema of its own": (
        (
            "CREATE SCHEMA aside AUTHORIZATION sealmark_owner; "
            f"{OURS} CREATE TABLE aside.extra (id uuid)"
        ),
        "table aside.extra has no project_id and is not listed with a reason",
    ),
    "a project_id that may be missing": (
        f"{OURS} CREATE TABLE extra (id uuid PRIMARY KEY, project_id uuid)",
        "table public.extra has no project_id and is not listed with a reason",
    ),
    "no row-level security": (
        f"{OURS} {PLAIN}",
        "table public.extra lacks enabled and forced row-level security",
    ),
    "security that is not forced on the owner": (
        f"{OURS} ALTER TABLE assets_asset NO FORCE ROW LEVEL SECURITY",
        "table public.assets_asset lacks enabled and forced row-level security",
    ),
    "security that was switched off": (
        f"{OURS} ALTER TABLE assets_asset DISABLE ROW LEVEL SECURITY",
        "table public.assets_asset lacks enabled and forced row-level security",
    ),
    "a listed table whose security was switched off": (
        f"{OURS} ALTER TABLE identity_user DISABLE ROW LEVEL SECURITY",
        "table public.identity_user lacks enabled and forced row-level security",
    ),
    "a table without a policy": (FORCED, NOT_THE_POLICY),
    "a second policy beside the project policy": (
        f"{SCOPED} CREATE POLICY also ON extra FOR SELECT USING (true)",
        NOT_THE_POLICY,
    ),
    "a policy that lets everything through": (
        f"{FORCED} CREATE POLICY scoped ON extra USING (true) WITH CHECK (true)",
        NOT_THE_POLICY,
    ),
    "a policy that names the scope and lets more through": (
        f"{FORCED} CREATE POLICY scoped ON extra USING ({OWN} OR true) WITH CHECK ({OWN})",
        NOT_THE_POLICY,
    ),
    "a policy that does not check what is written": (
        f"{FORCED} CREATE POLICY scoped ON extra USING ({OWN}) WITH CHECK (true)",
        NOT_THE_POLICY,
    ),
    "a policy for one verb only": (
        f"{FORCED} CREATE POLICY scoped ON extra FOR UPDATE USING ({OWN}) WITH CHECK ({OWN})",
        NOT_THE_POLICY,
    ),
    "a policy for one role only": (
        f"{FORCED} CREATE POLICY scoped ON extra TO sealmark_web USING ({OWN}) WITH CHECK ({OWN})",
        NOT_THE_POLICY,
    ),
    "a unique key that does not start with the project": (
        f"{SCOPED} CREATE UNIQUE INDEX extra_once ON extra (id, project_id)",
        "unique index extra_once of extra does not start with project_id",
    ),
    "a primary key on the id alone": (
        f"{OURS} {PLAIN}",
        "unique index extra_pkey of extra does not start with project_id",
    ),
    "a foreign key without the project": (
        (
            f"{SCOPED} ALTER TABLE extra ADD CONSTRAINT extra_org FOREIGN KEY (id)"
            " REFERENCES tenancy_organization (id) NOT VALID"
        ),
        "foreign key extra_org of extra is not composite with project_id",
    ),
    "a foreign key that does not lead to the same project": (
        (
            f"{SCOPED} ALTER TABLE extra ADD CONSTRAINT extra_twist FOREIGN KEY (id, project_id)"
            " REFERENCES assets_asset (project_id, id) NOT VALID"
        ),
        "foreign key extra_twist of extra is not composite with project_id",
    ),
    "a view": (
        f"{OURS} CREATE VIEW extra AS SELECT * FROM assets_asset",
        "public.extra is a view, partition or foreign table: not allowed",
    ),
    "a materialized view": (
        f"{OURS} CREATE MATERIALIZED VIEW extra AS SELECT 1 AS id WITH NO DATA",
        "public.extra is a view, partition or foreign table: not allowed",
    ),
    "a table of somebody else": (
        "CREATE TABLE extra (project_id uuid NOT NULL, id uuid NOT NULL)",
        "table public.extra belongs to sealmark_superuser, not to sealmark_owner",
    ),
    "an unlisted function with owner rights": (
        (
            f"{OURS} CREATE FUNCTION sealmark.extra() RETURNS int LANGUAGE sql SECURITY DEFINER"
            " SET search_path = pg_catalog, pg_temp AS 'SELECT 1'"
        ),
        "function sealmark.extra() runs with owner rights and is not listed",
    ),
    "a second function under a listed name": (
        (
            f"{OURS} CREATE FUNCTION sealmark.scope_id(uuid) RETURNS int LANGUAGE sql"
            " SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS 'SELECT 1'"
        ),
        "function sealmark.scope_id(uuid) runs with owner rights and is not listed",
    ),
    "a listed function in the caller's search path": (
        f"{OURS} ALTER FUNCTION sealmark.scope_project() RESET search_path",
        (
            "function sealmark.scope_project() runs with owner rights in whatever search path it is"
            " called"
        ),
    ),
    "a runtime role above the policies": (
        "ALTER ROLE sealmark_web BYPASSRLS",
        "role sealmark_web could bypass row-level security",
    ),
    "a runtime role that is a member of another": (
        "GRANT sealmark_redactor TO sealmark_worker",
        "role sealmark_worker could bypass row-level security",
    ),
    "a table that everybody may read": (
        f"{OURS} GRANT SELECT ON assets_asset TO PUBLIC",
        "table assets_asset is granted to PUBLIC",
    ),
    "a column that everybody may read": (
        f"{OURS} GRANT SELECT (body) ON redaction_rendition_part TO PUBLIC",
        "table redaction_rendition_part is granted to PUBLIC",
    ),
    "a table granted to a stranger": (
        f"CREATE ROLE stranger; {OURS} GRANT SELECT ON assets_asset TO stranger",
        "table assets_asset is granted to stranger",
    ),
    "a schema in which web creates objects": (
        f"{OURS} GRANT CREATE ON SCHEMA sealmark TO sealmark_web",
        "schema sealmark lets sealmark_web create objects",
    ),
    "a schema in which everybody creates objects": (
        "GRANT CREATE ON SCHEMA public TO PUBLIC",
        "schema public lets PUBLIC create objects",
    ),
    "statistics that web may read": (
        "GRANT SELECT ON pg_catalog.pg_statistic TO sealmark_web",
        "role sealmark_web reads pg_catalog.pg_statistic, which holds values of every table",
    ),
    "an original that web may read": (
        f"{OURS} GRANT SELECT ON assets_original_part TO sealmark_web",
        "sealmark_web may reach into public.assets_original_part, which is in the raw zone",
    ),
    "one raw column that the worker may read": (
        f"{OURS} GRANT SELECT (wrapped) ON vault_raw_item_key TO sealmark_worker",
        "sealmark_worker may reach into public.vault_raw_item_key, which is in the raw zone",
    ),
    "a sealed part that web may read back": (
        f"{OURS} GRANT SELECT (body) ON assets_upload_part TO sealmark_web",
        "sealmark_web may reach into public.assets_upload_part, which is in the raw zone",
    ),
    "a sealed part that web may take away": (
        f"{OURS} GRANT DELETE ON assets_upload_part TO sealmark_web",
        "sealmark_web may reach into public.assets_upload_part, which is in the raw zone",
    ),
}


@contextmanager
def as_superuser(cluster: PgCluster, database: str) -> Iterator[None]:
    """Break rules as nobody but a superuser can, in a transaction that is never committed."""
    address = conninfo_to_dict(cluster.admin_dsn(database))
    before = dict(connection.settings_dict)
    connection.close()
    connection.settings_dict.update(USER=address["user"], PASSWORD=address["password"])
    try:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
    finally:
        connection.close()
        connection.settings_dict.update(before)


def broken_by(statements: str) -> list[str]:
    for statement in filter(str.strip, statements.split(";")):
        rows(statement)
    return catalogue.violations()


def test_a_migrated_database_breaks_no_rule(migrated: PgCluster, database: str) -> None:
    with as_superuser(migrated, database):
        assert catalogue.violations() == []


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_rule_is_named(what: str, migrated: PgCluster, database: str) -> None:
    statements, sentence = BROKEN[what]
    with as_superuser(migrated, database):
        assert sentence in broken_by(statements)


def test_the_scratch_table_itself_breaks_no_rule(migrated: PgCluster, database: str) -> None:
    with as_superuser(migrated, database):
        assert broken_by(SCOPED) == []


def test_nothing_starts_on_a_database_that_breaks_a_rule(acting_as: ActAs) -> None:
    with acting_as("owner"):
        rows("CREATE TABLE extra (id uuid PRIMARY KEY)")
        try:
            with pytest.raises(CatalogueError, match="extra has no project_id"):
                migrate_database()
        finally:
            rows("DROP TABLE extra")
