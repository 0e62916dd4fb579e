"""The catalogue gate: a database that breaks an isolation rule is named, rule by rule.

- Every table is project-scoped or listed with a reason, and belongs to the owner.
- Row-level security is enabled and forced; a project table has the project policy and no other;
  its unique keys start with `project_id`, its foreign keys are composite and start so on both ends.
- Nobody but the redactor reads the raw zone, by table or by column.
- No views, materialized views or foreign tables; no unlisted definer function, and none whose
  search path could be led astray; no readable statistics; no privilege for PUBLIC or for a role
  that is not ours; no runtime role that could bypass security.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator, Sequence
from typing import Any, Final

from django.db import connection

from sealmark.infra.listed_tables import LISTED, RAW_CONTENT, RAW_ZONE, SEALED_INTO
from sealmark.infra.roles import RUNTIME, role

DEFINER_FUNCTIONS: Final = frozenset(
    {
        "sealmark.verified_scope()",
        "sealmark.scope_id(text)",
        "sealmark.scope_project()",
        "sealmark.scope_principal()",
        "sealmark.find_session(bytea)",
        "sealmark.find_session(bytea,uuid,timestamp with time zone)",
    }
)

_OWN_PROJECT = "(project_id = ( SELECT sealmark.scope_project() AS scope_project))"
_PROJECT_POLICY = f"* permissive to all: {_OWN_PROJECT} / {_OWN_PROJECT}"

_TABLES = """
SELECT n.nspname || '.' || c.relname, c.relrowsecurity AND c.relforcerowsecurity, c.relkind,
       pg_get_userbyid(c.relowner),
       EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'project_id'
               AND a.attnotnull AND NOT a.attisdropped),
       coalesce((SELECT array_agg(p.polcmd::text
                 || CASE WHEN p.polpermissive THEN ' permissive to ' ELSE ' restrictive to ' END
                 || CASE WHEN p.polroles = '{0}' THEN 'all' ELSE 'some' END || ': '
                 || coalesce(pg_get_expr(p.polqual, p.polrelid), '') || ' / '
                 || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), ''))
                 FROM pg_policy p WHERE p.polrelid = c.oid), '{}')
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
  AND n.nspname NOT LIKE 'pg_temp%%' AND n.nspname NOT LIKE 'pg_toast_temp%%'
  AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
ORDER BY 1
"""

_UNIQUE = """
SELECT c.relname, i.relname FROM pg_index x
JOIN pg_class c ON c.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
JOIN pg_attribute p ON p.attrelid = c.oid AND p.attname = 'project_id'
WHERE (x.indisunique OR x.indisexclusion) AND x.indkey[0] <> p.attnum
  AND ('public.' || c.relname) <> ALL (%s)
"""

_FOREIGN = """
SELECT c.relname, f.conname FROM pg_constraint f JOIN pg_class c ON c.oid = f.conrelid
JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
JOIN pg_attribute p ON p.attrelid = c.oid AND p.attname = 'project_id'
LEFT JOIN pg_attribute t ON t.attrelid = f.confrelid AND t.attname = 'project_id'
WHERE f.contype = 'f' AND ('public.' || c.relname) <> ALL (%s)
  AND (array_length(f.conkey, 1) < 2 OR f.conkey[1] <> p.attnum
       OR f.confkey[1] IS DISTINCT FROM t.attnum)
"""

_DEFINERS = """
SELECT p.oid::regprocedure::text,
       coalesce('search_path=pg_catalog, pg_temp' = ANY (p.proconfig), false)
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE p.prosecdef AND n.nspname NOT IN ('pg_catalog', 'information_schema')
"""

_ROLES = """
SELECT rolname FROM pg_roles r
WHERE rolname = ANY (%s) AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb
    OR rolreplication OR EXISTS (SELECT FROM pg_auth_members m WHERE m.member = r.oid))
"""

# Privileges on tables, sequences and single columns, each with the role that holds it.
_HOLDERS = """
WITH held AS (
    SELECT c.relname, a.grantee FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace,
        aclexplode(c.relacl) AS a WHERE n.nspname IN ('public', 'sealmark')
    UNION ALL
    SELECT c.relname, a.grantee FROM pg_attribute t JOIN pg_class c ON c.oid = t.attrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(t.attacl) AS a
    WHERE n.nspname IN ('public', 'sealmark')
)
SELECT DISTINCT relname, CASE WHEN grantee = 0 THEN 'PUBLIC' ELSE pg_get_userbyid(grantee) END
FROM held WHERE grantee = 0 OR pg_get_userbyid(grantee) <> ALL (%s)
"""

_SCHEMAS = """
SELECT DISTINCT n.nspname,
    CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE pg_get_userbyid(a.grantee) END
FROM pg_namespace n, aclexplode(n.nspacl) AS a
WHERE n.nspname IN ('public', 'sealmark') AND a.privilege_type = 'CREATE'
  AND a.grantee <> n.nspowner AND (a.grantee = 0 OR pg_get_userbyid(a.grantee) = ANY (%s))
"""

_STATISTICS = """
SELECT r, t FROM unnest(%s::text[]) AS r, unnest(ARRAY['pg_catalog.pg_statistic',
    'pg_catalog.pg_statistic_ext_data']) AS t
WHERE has_any_column_privilege(r, t, 'SELECT')
"""

_RAW = """
SELECT DISTINCT t, r FROM unnest(%s::text[]) AS t, unnest(%s::text[]) AS r,
    unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER']) AS p
WHERE to_regclass(t) IS NOT NULL AND has_table_privilege(r, t, p)
  AND t || ' ' || r || ' ' || p <> ALL (%s)
UNION
SELECT DISTINCT t, r FROM unnest(%s::text[]) AS t, unnest(%s::text[]) AS r, pg_attribute a
WHERE a.attrelid = to_regclass(t) AND a.attname = ANY (%s)
  AND has_column_privilege(r, a.attrelid, a.attnum, 'SELECT, UPDATE')
ORDER BY 1, 2
"""


def violations() -> list[str]:
    """Return one sentence for each broken rule of this database; empty when all hold."""
    return [
        *_table_violations(),
        *_key_violations(),
        *_raw_violations(),
        *_function_violations(),
        *_privilege_violations(),
    ]


def _table_violations() -> Iterator[str]:
    listed = {table.name: table for table in LISTED}
    for name, forced, kind, owner, scoped, policies in _rows(_TABLES, []):
        if kind != "r":
            yield f"{name} is a view, partition or foreign table: not allowed"
            continue
        entry = listed.get(name)
        if owner != role("owner"):
            yield f"table {name} belongs to {owner}, not to {role('owner')}"
        if entry is None and not scoped:
            yield f"table {name} has no project_id and is not listed with a reason"
        if (entry is None or entry.secured) and not forced:
            yield f"table {name} lacks enabled and forced row-level security"
        if entry is None and policies != [_PROJECT_POLICY]:
            yield f"table {name} does not have the project policy and only that"


def _key_violations() -> Iterator[str]:
    exempt = [table.name for table in LISTED]
    for table, index in _rows(_UNIQUE, [exempt]):
        yield f"unique index {index} of {table} does not start with project_id"
    for table, name in _rows(_FOREIGN, [exempt]):
        yield f"foreign key {name} of {table} is not composite with project_id"


def _raw_violations() -> Iterator[str]:
    tables = [f"public.{table}" for table in sorted(RAW_ZONE)]
    others = [role(identity) for identity in RUNTIME if identity != "redactor"]
    sealing = [f"public.{table} {role(who)} INSERT" for table, who in sorted(SEALED_INTO)]
    parameters = [tables, others, sealing, tables, others, sorted(RAW_CONTENT)]
    for table, who in _rows(_RAW, parameters):
        yield f"{who} may reach into {table}, which is in the raw zone"


def _function_violations() -> Iterator[str]:
    for name, pinned in _rows(_DEFINERS, []):
        if name not in DEFINER_FUNCTIONS:
            yield f"function {name} runs with owner rights and is not listed"
        elif not pinned:
            yield f"function {name} runs with owner rights in whatever search path it is called"


def _privilege_violations() -> Iterator[str]:
    runtime = [role(identity) for identity in RUNTIME]
    ours = [role("owner"), *runtime]
    for (name,) in _rows(_ROLES, [ours]):
        yield f"role {name} could bypass row-level security"
    for name, who in _rows(_HOLDERS, [ours]):
        yield f"table {name} is granted to {who}"
    for name, who in _rows(_SCHEMAS, [runtime]):
        yield f"schema {name} lets {who} create objects"
    for who, name in _rows(_STATISTICS, [runtime]):
        yield f"role {who} reads {name}, which holds values of every table"


def _rows(query: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found
