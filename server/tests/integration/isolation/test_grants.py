"""Privileges: what each role may do to each table is what somebody wrote down, and no more."""

# SPDX-License-Identifier: Apache-2.0
import pytest
from django.db import transaction
from django_fixture import ActAs
from integration.isolation.grants import IMMUTABLE, MATRIX
from integration.isolation.statements import NO_PRIVILEGE, refused, rows

from sealmark.infra.listed_tables import RAW_ZONE
from sealmark.infra.roles import RUNTIME

WHOLE = """
SELECT c.relname, (SELECT string_agg(left(p, 1), '' ORDER BY n) FROM unnest(%s::text[])
    WITH ORDINALITY AS v (p, n) WHERE has_table_privilege(%s, c.oid, p))
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname IN ('public', 'sealmark') AND c.relkind IN ('r', 'v', 'm', 'p', 'f')
"""
BY_COLUMN = """
SELECT c.relname, left(p, 1), string_agg(a.attname, ' ' ORDER BY a.attname)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped,
    unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'REFERENCES']) AS p
WHERE n.nspname IN ('public', 'sealmark') AND NOT has_table_privilege(%(role)s, c.oid, p)
  AND has_column_privilege(%(role)s, c.oid, a.attnum, p)
GROUP BY 1, 2
"""
VERBS = ["SELECT", "INSERT", "UPDATE", "DELETE"]
BEYOND = ["TRUNCATE", "REFERENCES", "TRIGGER", "MAINTAIN"]
FIRST_COLUMN = "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum = 1"


def held_by(identity: str) -> dict[str, str]:
    """Spell what a role holds, as `grants` spells it."""
    role = f"sealmark_{identity}"
    spelled = {
        table: {verb: verb for verb in verbs or ""} for table, verbs in rows(WHOLE, [VERBS, role])
    }
    for table, verb, columns in rows(BY_COLUMN, {"role": role}):  # type: ignore[arg-type]
        spelled[table][verb] = f"{verb}({columns})"
    return {
        table: " ".join(verbs[verb] for verb in "SIUDR" if verb in verbs)
        for table, verbs in spelled.items()
        if verbs
    }


@pytest.mark.parametrize("identity", RUNTIME)
def test_a_role_holds_what_was_written_down_for_it(identity: str) -> None:
    assert held_by(identity) == MATRIX[identity]


@pytest.mark.parametrize("identity", RUNTIME)
def test_no_role_truncates_references_triggers_or_maintains(identity: str) -> None:
    found = {table for table, held in rows(WHOLE, [BEYOND, f"sealmark_{identity}"]) if held}
    assert found == set()


@pytest.mark.parametrize("identity", ["web", "worker", "sequencer"])
@pytest.mark.parametrize("table", sorted(RAW_ZONE))
def test_nobody_but_the_redactor_holds_anything_in_the_raw_zone(identity: str, table: str) -> None:
    held = MATRIX[identity].get(table, "")
    allowed = "S(created_at file_id id ordinal project_id size) I"
    assert held == (allowed if (identity, table) == ("web", "assets_upload_part") else "")


@pytest.mark.parametrize("identity", RUNTIME)
@pytest.mark.parametrize("table", IMMUTABLE)
def test_nobody_changes_what_was_said_once(identity: str, table: str, acting_as: ActAs) -> None:
    ((column,),) = rows(FIRST_COLUMN, [table])
    with acting_as(identity):
        for statement in (
            f'UPDATE "{table}" SET "{column}" = "{column}"',
            f'DELETE FROM "{table}"',
            f'TRUNCATE "{table}" CASCADE',
        ):
            with refused(NO_PRIVILEGE):
                rows(statement)


@pytest.mark.parametrize("identity", RUNTIME)
def test_no_role_changes_tables_policies_or_functions(identity: str, acting_as: ActAs) -> None:
    with acting_as(identity):
        for statement in (
            "ALTER TABLE assets_asset DISABLE ROW LEVEL SECURITY",
            "ALTER TABLE assets_asset NO FORCE ROW LEVEL SECURITY",
            "DROP POLICY scoped ON assets_asset",
            "CREATE POLICY more ON assets_asset USING (true)",
            "DROP TABLE workflow_draft",
            "ALTER FUNCTION sealmark.scope_project() RESET search_path",
            (
                "CREATE OR REPLACE FUNCTION sealmark.scope_project() RETURNS uuid LANGUAGE sql"
                " AS 'SELECT NULL::uuid'"
            ),
            "CREATE TABLE public.mine (id int)",
            "CREATE FUNCTION public.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
            "CREATE SCHEMA mine",
            "CREATE EXTENSION dblink",
            "ALTER ROLE CURRENT_USER BYPASSRLS",
        ):
            with refused(NO_PRIVILEGE):
                rows(statement)


def test_no_role_hands_on_what_it_holds() -> None:
    with transaction.atomic():
        rows("GRANT SELECT ON assets_asset TO PUBLIC, sealmark_sequencer")
    assert held_by("sequencer") == MATRIX["sequencer"]


def test_a_table_made_later_is_granted_to_nobody(acting_as: ActAs) -> None:
    with acting_as("owner"):
        rows("CREATE TABLE later (id int)")
    try:
        assert all("later" not in held_by(identity) for identity in RUNTIME)
    finally:
        with acting_as("owner"):
            rows("DROP TABLE later")


def test_the_owner_is_under_the_policies_too(acting_as: ActAs) -> None:
    with acting_as("owner"), refused("SM001"):
        rows("SELECT * FROM assets_asset WHERE project_id IS NOT NULL")
