"""The catalogue gate: a database that breaks an isolation rule is named, rule by rule.

- Every table with rows about somebody is project-scoped or listed with a reason.
- Row-level security is enabled and forced; unique keys start with `project_id`; foreign keys
  between project tables are composite.
- No owner-rights views, no materialized views, no unlisted definer functions, no runtime role that
  could bypass security, no grant to PUBLIC.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Sequence
from typing import Any

from django.db import connection

from sealmark.infra.listed_tables import LISTED
from sealmark.infra.roles import RUNTIME, role

DEFINER_FUNCTIONS = frozenset(
    {
        "sealmark.verified_scope",
        "sealmark.scope_id",
        "sealmark.scope_project",
        "sealmark.scope_principal",
        "sealmark.wall_of",
        "sealmark.find_session",
    }
)

_TABLES = """
SELECT n.nspname || '.' || c.relname, c.relrowsecurity, c.relforcerowsecurity, c.relkind,
       EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'project_id'
               AND a.attnotnull AND NOT a.attisdropped),
       coalesce((SELECT array_agg(pg_get_expr(p.polqual, p.polrelid) || ' / '
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
WHERE x.indisunique AND NOT x.indisprimary AND x.indkey[0] <> p.attnum
  AND ('public.' || c.relname) <> ALL (%s)
"""

_FOREIGN = """
SELECT conrelid::regclass::text, conname FROM pg_constraint f
WHERE contype = 'f' AND array_length(conkey, 1) = 1
  AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = f.conrelid
              AND a.attname = 'project_id')
  AND conrelid::regclass::text <> ALL (%s)
"""

_DEFINERS = """
SELECT n.nspname || '.' || p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE p.prosecdef AND n.nspname NOT IN ('pg_catalog', 'information_schema')
"""

_ROLES = """
SELECT rolname FROM pg_roles
WHERE rolname = ANY (%s) AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb)
"""

_PUBLIC = """
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace,
     aclexplode(c.relacl) AS a
WHERE n.nspname IN ('public', 'sealmark') AND a.grantee = 0
"""


def violations() -> list[str]:
    """Return one sentence for each broken rule of this database; empty when all hold."""
    return [
        *_table_violations(),
        *_key_violations(),
        *[f"function {name} runs with owner rights and is not listed" for name in _definers()],
        *[f"role {name} could bypass row-level security" for (name,) in _rows(_ROLES, [_roles()])],
        *[f"table {name} is granted to PUBLIC" for (name,) in _rows(_PUBLIC, [])],
    ]


def _table_violations() -> list[str]:
    listed = {table.name: table for table in LISTED}
    found = []
    for name, enabled, forced, kind, scoped, policies in _rows(_TABLES, []):
        if kind != "r":
            found.append(f"{name} is a view, partition or foreign table: not allowed")
            continue
        entry = listed.get(name)
        if entry is None and not scoped:
            found.append(f"table {name} has no project_id and is not listed with a reason")
        if (entry is None or entry.secured) and not (enabled and forced):
            found.append(f"table {name} lacks enabled and forced row-level security")
        if entry is None and not _is_project_policy(policies):
            found.append(f"table {name} does not have the project policy and only that")
    return found


def _is_project_policy(policies: Sequence[str]) -> bool:
    return len(policies) == 1 and policies[0].count("sealmark.scope_project()") == 2  # noqa: PLR2004 - USING and WITH CHECK


def _key_violations() -> list[str]:
    exempt = [table.name for table in LISTED]
    bare = [name.removeprefix("public.") for name in exempt]
    return [
        *[
            f"unique index {index} of {table} does not start with project_id"
            for table, index in _rows(_UNIQUE, [exempt])
        ],
        *[
            f"foreign key {name} of {table} is not composite with project_id"
            for table, name in _rows(_FOREIGN, [bare])
        ],
    ]


def _definers() -> list[str]:
    return sorted({name for (name,) in _rows(_DEFINERS, [])} - DEFINER_FUNCTIONS)


def _roles() -> list[str]:
    return [role("owner"), *map(role, RUNTIME)]


def _rows(query: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found
