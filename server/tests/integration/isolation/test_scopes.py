"""The one door: no rows without an open scope, and no scope without the role's own key."""

# SPDX-License-Identifier: Apache-2.0
import os
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from uuid import UUID

import psycopg
import pytest
from django.conf import settings
from django.db import connection, transaction
from django_fixture import ActAs
from integration.isolation.statements import (
    NO_SCOPE,
    NO_SWEEP,
    NOT_GENUINE,
    WRONG_KIND,
    refused,
    rows,
)
from postgres_fixture import PgCluster

from sealmark.infra import scope
from sealmark.infra.scope import Scope, ScopeError, ScopeKind, token
from sealmark.kernel.ids import OrganizationId, ProjectId, UserId, new_uuid
from sealmark.vault.keystores.file import FileKeyStore
from sealmark.vault.layout import Identity, Secret

MINE, THEIRS = ProjectId(new_uuid()), ProjectId(new_uuid())
ME = UserId(new_uuid())
DATASET = """
INSERT INTO assets_dataset (id, project_id, created_at, name) VALUES (%s, %s, now(), %s)
"""
VERBS = [
    ("SELECT * FROM assets_dataset", ()),
    ("SELECT count(*) FROM assets_dataset", ()),
    (DATASET, (new_uuid(), MINE, "refused")),
    ("UPDATE infra_job SET state = 'done'", ()),
    ("DELETE FROM workflow_draft", ()),
]
OPENED: list[Callable[[], AbstractContextManager[Scope]]] = [
    lambda: scope.principal(ME),
    scope.sign_in,
    lambda: scope.organization(OrganizationId(new_uuid())),
]


def written(context: str) -> None:
    rows("SELECT set_config('sealmark.scope', %s, true)", [context])


def here() -> tuple[int, int]:
    """Return this backend's pid and this transaction's stamp, as whoever forges would."""
    ((pid, stamp),) = rows(
        "SELECT pg_backend_pid(), (extract(epoch FROM transaction_timestamp()) * 1e6)::bigint"
    )
    assert isinstance(pid, int)
    assert isinstance(stamp, int)
    return pid, stamp


def context_of(project: UUID, *, key: bytes, pid: int, stamp: int) -> str:
    opened = Scope(kind=ScopeKind.PROJECT, id=project, principal=ME, stamp=stamp)
    return token(opened, backend_pid=pid, key=key)


def current_context() -> str:
    ((context,),) = rows("SELECT current_setting('sealmark.scope', true)")
    return str(context)


@pytest.mark.parametrize(("statement", "parameters"), VERBS)
def test_no_verb_works_without_an_open_scope(
    statement: str, parameters: tuple[object, ...]
) -> None:
    with refused(NO_SCOPE):
        rows(statement, parameters)


@pytest.mark.parametrize("opened", OPENED)
@pytest.mark.parametrize(("statement", "parameters"), VERBS)
def test_a_scope_of_another_kind_shows_no_project_rows_and_says_so(
    opened: Callable[[], AbstractContextManager[Scope]],
    statement: str,
    parameters: tuple[object, ...],
) -> None:
    with refused(WRONG_KIND), opened():
        rows(statement, parameters)


def test_a_sweep_shows_no_project_rows_either(acting_as: ActAs) -> None:
    with acting_as("worker"), refused(WRONG_KIND), scope.sweep("jobs"):
        rows("SELECT * FROM assets_dataset")


@pytest.mark.parametrize("identity", ["web", "redactor"])
def test_only_worker_and_sequencer_open_a_sweep(identity: str, acting_as: ActAs) -> None:
    with acting_as(identity), refused(NO_SWEEP), scope.sweep("sequence"):
        rows("SELECT sealmark.scope_id('sweep')")


@pytest.mark.parametrize("identity", ["worker", "sequencer"])
def test_a_sweep_opens_for_those_who_may(identity: str, acting_as: ActAs) -> None:
    with acting_as(identity), scope.sweep("sequence"):
        assert rows("SELECT sealmark.scope_id('sweep')") == [(scope.SWEEPS["sequence"],)]


def test_scopes_do_not_nest() -> None:
    with scope.project(MINE):
        with pytest.raises(ScopeError), scope.project(THEIRS):
            pass
        with pytest.raises(ScopeError), scope.principal(ME):
            pass
        assert rows("SELECT count(*) FROM assets_dataset") != []


def test_a_project_scope_does_not_narrow_to_another_project() -> None:
    with scope.project(MINE) as opened, pytest.raises(ScopeError):
        opened.narrow_to_project(THEIRS)


def test_a_persons_scope_narrows_to_a_project_and_to_nothing_wider() -> None:
    with scope.principal(ME) as opened:
        opened.narrow_to_project(MINE)
        assert rows("SELECT count(*) FROM assets_dataset") != []
        with pytest.raises(ScopeError):
            opened.narrow_to_organization(OrganizationId(new_uuid()))


def test_a_scope_ends_with_its_block_inside_an_outer_transaction() -> None:
    with transaction.atomic():
        with scope.project(MINE):
            assert rows("SELECT count(*) FROM assets_dataset") != []
        assert current_context() == ""
        with refused(NO_SCOPE):
            rows("SELECT count(*) FROM assets_dataset")


def test_a_scope_ends_though_a_savepoint_inside_it_was_released() -> None:
    with transaction.atomic():
        with scope.project(MINE), transaction.atomic():
            rows(DATASET, [new_uuid(), MINE, new_uuid().hex])
        with refused(NO_SCOPE):
            rows("SELECT count(*) FROM assets_dataset")


def test_a_scope_ends_with_its_transaction() -> None:
    with scope.project(MINE):
        rows(DATASET, [new_uuid(), MINE, new_uuid().hex])
    assert current_context() == ""
    with refused(NO_SCOPE):
        rows("SELECT count(*) FROM assets_dataset")


def test_a_scope_that_failed_is_not_open_any_more() -> None:
    with pytest.raises(ZeroDivisionError), scope.project(MINE):
        _ = 1 // 0
    assert scope.current() is None
    with refused(NO_SCOPE):
        rows("SELECT count(*) FROM assets_dataset")


@pytest.mark.parametrize(
    "context",
    [
        "project:{0}:{0}",
        "project:{0}:{0}:",
        "project:{0}:{0}:00",
        "project:{0}:{0}:" + "0" * 64,
        "project:{0}:{0}:" + "0" * 64 + ":more",
        "project",
        ":::",
        "{0}",
    ],
)
def test_a_context_without_a_mac_opens_nothing(context: str) -> None:
    with refused(NOT_GENUINE), transaction.atomic():
        written(context.format(MINE))
        rows("SELECT count(*) FROM assets_dataset")


def test_a_mac_that_is_not_even_hexadecimal_opens_nothing() -> None:
    with refused(NOT_GENUINE, "22023"), transaction.atomic():
        written(f"project:{MINE}:{ME}:not-a-mac")
        rows("SELECT count(*) FROM assets_dataset")


def test_the_same_context_with_the_roles_own_key_does_open() -> None:
    with transaction.atomic():
        pid, stamp = here()
        written(context_of(MINE, key=settings.SEALMARK_SCOPE_KEY, pid=pid, stamp=stamp))
        assert rows("SELECT count(*) FROM assets_dataset") != []


@pytest.mark.parametrize("other", ["worker", "redactor", "sequencer"])
def test_the_mac_of_another_role_opens_nothing(other: str) -> None:
    key = key_of(other)
    assert key != settings.SEALMARK_SCOPE_KEY
    with refused(NOT_GENUINE), transaction.atomic():
        pid, stamp = here()
        written(context_of(MINE, key=key, pid=pid, stamp=stamp))
        rows("SELECT count(*) FROM assets_dataset")


def test_a_guessed_key_opens_nothing() -> None:
    with refused(NOT_GENUINE), transaction.atomic():
        pid, stamp = here()
        written(context_of(MINE, key=os.urandom(32), pid=pid, stamp=stamp))
        rows("SELECT count(*) FROM assets_dataset")


def test_a_context_of_another_backend_opens_nothing(migrated: PgCluster, database: str) -> None:
    with psycopg.connect(migrated.dsn("web", database)) as other, scope.project(MINE):
        stolen = current_context()
        other.execute("SELECT set_config('sealmark.scope', %s, true)", [stolen])
        with refused(NOT_GENUINE):
            other.execute("SELECT count(*) FROM assets_dataset")


def test_a_context_of_an_earlier_transaction_of_the_same_backend_opens_nothing() -> None:
    with scope.project(MINE):
        pid, _ = here()
        stolen = current_context()
    with refused(NOT_GENUINE), transaction.atomic():
        assert here()[0] == pid
        written(stolen)
        rows("SELECT count(*) FROM assets_dataset")


@pytest.mark.parametrize(
    ("part", "other"),
    [
        (0, "organization"),
        (0, "principal"),
        (0, "sweep"),
        (1, str(UUID(int=7))),
        (2, str(UUID(int=8))),
    ],
)
def test_a_changed_kind_project_or_principal_breaks_the_mac(part: int, other: str) -> None:
    with refused(NOT_GENUINE), scope.project(MINE, by=ME):
        parts = current_context().split(":")
        parts[part] = other
        written(":".join(parts))
        rows("SELECT sealmark.scope_principal()")


def test_the_database_never_shows_the_keys_that_verify_scopes(acting_as: ActAs) -> None:
    for identity in ("web", "worker", "redactor", "sequencer"):
        with acting_as(identity), refused("42501"):
            rows("SELECT * FROM sealmark.scope_secret")


def test_the_function_that_reads_them_is_not_for_runtime_roles(acting_as: ActAs) -> None:
    for identity in ("web", "worker", "redactor", "sequencer"):
        with acting_as(identity), refused("42501"):
            rows("SELECT sealmark.verified_scope()")


def test_another_role_cannot_be_taken_on() -> None:
    for statement in (
        "SET ROLE sealmark_redactor",
        "SET SESSION AUTHORIZATION sealmark_redactor",
        "SET ROLE sealmark_owner",
    ):
        with refused("42501", "0A000"):
            rows(statement)


def test_row_security_cannot_be_switched_off() -> None:
    with refused("42501"), scope.project(MINE):
        rows("SET LOCAL row_security = off")
        rows("SELECT count(*) FROM assets_dataset")


def test_a_function_of_ones_own_in_the_search_path_fools_no_policy() -> None:
    with scope.project(MINE):
        rows(DATASET, [new_uuid(), MINE, new_uuid().hex])
    with refused(NO_SCOPE), transaction.atomic():
        rows(
            "CREATE FUNCTION pg_temp.current_setting(text, boolean) RETURNS text"
            " LANGUAGE sql AS $$ SELECT 'project' $$"
        )
        rows("CREATE FUNCTION pg_temp.sha256(bytea) RETURNS bytea LANGUAGE sql AS $$ SELECT $1 $$")
        rows("SET LOCAL search_path = pg_temp, public")
        rows("SELECT count(*) FROM public.assets_dataset")


def test_two_threads_have_scopes_of_their_own() -> None:
    with scope.project(MINE):
        rows(DATASET, [new_uuid(), MINE, new_uuid().hex])
    seen: dict[str, list[tuple[object, ...]]] = {}
    other_is_open, done = threading.Event(), threading.Event()

    def elsewhere() -> None:
        try:
            with scope.project(THEIRS):
                other_is_open.set()
                done.wait(20)
                seen["theirs"] = rows("SELECT project_id FROM assets_dataset")
        finally:
            other_is_open.set()
            connection.close()

    thread = threading.Thread(target=elsewhere)
    with scope.project(MINE):
        thread.start()
        assert other_is_open.wait(20)
        seen["mine"] = rows("SELECT project_id FROM assets_dataset")
        done.set()
        thread.join(20)
        assert rows("SELECT project_id FROM assets_dataset") == seen["mine"]
    assert set(seen["mine"]) == {(MINE,)}
    assert seen["theirs"] == []


def key_of(identity: str) -> bytes:
    return FileKeyStore(settings.SEALMARK_HOME.keys, Identity(identity)).secret(Secret.SCOPE)
