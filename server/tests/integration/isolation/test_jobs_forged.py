"""Queue rows that nobody entitled wrote: the redactor's runner does nothing with them.

The rows are written with `web`'s credentials, past our code; the runner is the real one.
"""

# SPDX-License-Identifier: Apache-2.0
import asyncio
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import lines
import psycopg
import pytest
from django.conf import settings
from django.db import connections
from django_fixture import ActAs
from integration.identity.people import a_project, an_account, an_organization
from integration.isolation.statements import NO_PRIVILEGE, refused, rows
from postgres_fixture import PgCluster
from procrastinate.contrib.django import app
from procrastinate.psycopg_connector import PsycopgConnector

from sealmark.infra import jobs, scope
from sealmark.infra.jobs import JobGoneError
from sealmark.kernel.ids import JobId, ProjectId, new_uuid
from sealmark.redaction.services import ADOPT
from sealmark.vault.keystores.file import FileKeyStore
from sealmark.vault.layout import Identity, job_secret

DONE_STAYS_DONE = "SM005"
BUILTIN = "builtin:procrastinate.builtin_tasks.remove_old_jobs"
Args = dict[str, Any]
Run = Callable[[], None]


@pytest.fixture
def run(migrated: PgCluster, database: str, acting_as: ActAs) -> Run:
    """Let the redactor's runner do what is in its queue, until nothing is left to do."""

    async def work() -> None:
        connector = PsycopgConnector(conninfo=migrated.dsn("redactor", database))
        runner = app.with_connector(connector)
        runner.tasks = dict(runner.tasks)
        jobs.forget_foreign_tasks(runner)
        loop = asyncio.get_running_loop()
        loop.set_default_executor(ThreadPoolExecutor(1))
        async with runner.open_async():
            await runner.run_worker_async(
                queues=["redactor"],
                wait=False,
                concurrency=1,
                install_signal_handlers=False,
                listen_notify=False,
                delete_jobs="successful",
            )
        await loop.run_in_executor(None, connections.close_all)

    def run_queue() -> None:
        with acting_as("redactor"):
            asyncio.run(work())

    return run_queue


@pytest.fixture
def line(acting_as: ActAs) -> lines.Line:
    """A new project: its first policy waits to be taken into force, nothing else waits."""
    with acting_as("redactor"):
        rows("DELETE FROM procrastinate_jobs")
    owner = an_account(password=None)
    organization = an_organization(owner)
    project = a_project(owner, organization)
    return lines.Line(organization=organization, project=project, admin=owner.user)


def the_job(line: lines.Line) -> tuple[UUID, str]:
    with scope.project(line.project):
        ((job, state),) = rows("SELECT id, state FROM infra_job WHERE kind = %s", [ADOPT])
    return job, state


def adopted(line: lines.Line) -> int:
    with scope.project(line.project):
        ((count,),) = rows("SELECT count(*) FROM redaction_adoption")
    return int(count)


def genuine(line: lines.Line) -> Args:
    waiting = rows("SELECT args::text FROM procrastinate_jobs WHERE status = 'todo'")
    found = [json.loads(args) for (args,) in waiting]
    ((args),) = [one for one in found if one.get("project") == str(line.project)]
    return dict(args)


def put(args: Args, *, name: str = ADOPT, queue: str = "redactor") -> int:
    """Write a queue row as `web`, in plain SQL."""
    ((number,),) = rows(
        "INSERT INTO procrastinate_jobs (queue_name, task_name, args) VALUES (%s, %s, %s::jsonb)"
        " RETURNING id",
        [queue, name, json.dumps(args)],
    )
    return int(number)


def mac(line: lines.Line, *, holder: str, pair: tuple[str, str], by: str, name: str = ADOPT) -> str:
    """Make a MAC with the key of a pair, out of the folder of one that holds it."""
    store = FileKeyStore(settings.SEALMARK_HOME.keys, Identity(holder))
    key = store.secret(job_secret(Identity(pair[0]), Identity(pair[1])))
    job, _ = the_job(line)
    return jobs._mac(key, name, str(line.project), str(job), by)


FORGED: dict[str, Callable[[lines.Line, Args], tuple[Args, str]]] = {
    "no mac": lambda _, args: ({k: v for k, v in args.items() if k != "mac"}, ADOPT),
    "an empty mac": lambda _, args: (args | {"mac": ""}, ADOPT),
    "a mac of zeros": lambda _, args: (args | {"mac": "0" * 64}, ADOPT),
    "a mac that is no text": lambda _, args: (args | {"mac": None}, ADOPT),
    "the mac of another pair": lambda line, args: (
        args | {"mac": mac(line, holder="web", pair=("web", "worker"), by="web")},
        ADOPT,
    ),
    "the mac of another job's name": lambda line, args: (
        args
        | {
            "mac": mac(
                line, holder="web", pair=("web", "redactor"), by="web", name="redaction.decide"
            )
        },
        ADOPT,
    ),
    "another job": lambda _, args: (args | {"job": str(new_uuid())}, ADOPT),
    "another project": lambda _, args: (args | {"project": str(new_uuid())}, ADOPT),
    "another name": lambda _, args: (args, "redaction.decide"),
    "a name that only the worker may enqueue": lambda line, args: (
        args
        | {"mac": mac(line, holder="web", pair=("web", "redactor"), by="web", name="export.align")},
        "export.align",
    ),
    "said to be from the redactor": lambda _, args: (args | {"by": "redactor"}, ADOPT),
    "said to be from the worker": lambda _, args: (args | {"by": "worker"}, ADOPT),
    "said to be from the sequencer": lambda _, args: (args | {"by": "sequencer"}, ADOPT),
    "said to be from nobody we know": lambda _, args: (args | {"by": "owner"}, ADOPT),
    "more than a job has": lambda _, args: (args | {"extra": 1}, ADOPT),
    "a task that nobody registered": lambda _, args: (args, "os.system"),
    "a task that the queue library brings along": lambda _, __: (
        {"max_hours": 0, "remove_failed": True},
        BUILTIN,
    ),
}


@pytest.mark.parametrize("what", FORGED)
def test_a_forged_row_does_nothing(what: str, line: lines.Line, run: Run, acting_as: ActAs) -> None:
    args, name = FORGED[what](line, genuine(line))
    with acting_as("redactor"):
        rows("DELETE FROM procrastinate_jobs")
    number = put(args, name=name)
    run()
    assert adopted(line) == 0
    assert the_job(line)[1] == "queued"
    assert rows("SELECT status::text FROM procrastinate_jobs WHERE id = %s", [number]) == [
        ("failed",)
    ]


def test_the_genuine_row_is_done(line: lines.Line, run: Run) -> None:
    run()
    assert adopted(line) == 1
    assert the_job(line)[1] == "done"


def test_a_row_copied_after_its_job_is_done_does_nothing(line: lines.Line, run: Run) -> None:
    args = genuine(line)
    run()
    with scope.project(line.project):
        before = rows("SELECT state, started_at, finished_at FROM infra_job ORDER BY id")
        events = rows("SELECT count(*) FROM audit_event")
    put(args)
    run()
    with scope.project(line.project):
        assert rows("SELECT state, started_at, finished_at FROM infra_job ORDER BY id") == before
        assert rows("SELECT count(*) FROM audit_event") == events


def test_a_job_that_is_done_stays_done(line: lines.Line, run: Run, acting_as: ActAs) -> None:
    run()
    for identity in ("web", "worker", "redactor"):
        for state in ("queued", "failed", "cancelled", "running"):
            with (
                acting_as(identity),
                refused(DONE_STAYS_DONE),
                scope.project(line.project),
            ):
                rows("UPDATE infra_job SET state = %s", [state])
    with scope.project(line.project), pytest.raises(JobGoneError):
        jobs.resume(JobId(the_done_job(line)), project=line.project)


def the_done_job(line: lines.Line) -> UUID:
    ((job,),) = rows("SELECT id FROM infra_job WHERE project_id = %s", [line.project])
    assert isinstance(job, UUID)
    return job


@pytest.mark.parametrize("column", ["subject_id", "started_by", "kind", "created_at", "id"])
def test_what_a_job_is_about_is_not_changed(
    column: str, line: lines.Line, acting_as: ActAs
) -> None:
    for identity in ("web", "worker", "redactor"):
        with acting_as(identity), refused(NO_PRIVILEGE), scope.project(line.project):
            rows(f"UPDATE infra_job SET {column} = {column}")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE procrastinate_jobs SET args = '{}'",
        "UPDATE procrastinate_jobs SET status = 'cancelled'",
        "DELETE FROM procrastinate_jobs",
        "TRUNCATE procrastinate_jobs CASCADE",
        "SELECT procrastinate_finish_job_v1(id, 'failed', false) FROM procrastinate_jobs",
        "SELECT procrastinate_cancel_job_v1(id, true, true) FROM procrastinate_jobs",
        "SELECT procrastinate_fetch_job_v2(ARRAY['redactor'], NULL)",
        "SELECT * FROM procrastinate_jobs FOR UPDATE",
    ],
)
def test_web_neither_changes_nor_deletes_nor_holds_up_a_row(
    statement: str, line: lines.Line
) -> None:
    with refused(NO_PRIVILEGE):
        rows(statement)
    assert genuine(line)


def test_web_puts_no_row_into_the_queue_that_is_not_to_be_done(line: lines.Line) -> None:
    args = genuine(line)
    for status in ("doing", "succeeded", "failed"):
        with refused(NO_PRIVILEGE):
            rows(
                "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status)"
                " VALUES ('redactor', 'x', %s::jsonb, %s::text::procrastinate_job_status)",
                [json.dumps(args), status],
            )


def test_the_worker_changes_its_own_queue_and_not_the_redactors(
    line: lines.Line, migrated: PgCluster, database: str
) -> None:
    number = put(genuine(line))
    with psycopg.connect(migrated.dsn("worker", database), autocommit=True) as worker:
        for statement in (
            "UPDATE procrastinate_jobs SET priority = 9 WHERE id = %s",
            "DELETE FROM procrastinate_jobs WHERE id = %s",
        ):
            assert worker.execute(statement, [number]).rowcount == 0
        own = put({}, name="export.gather", queue="worker")
        assert (
            worker.execute(
                "UPDATE procrastinate_jobs SET priority = 9 WHERE id = %s", [own]
            ).rowcount
            == 1
        )
        with refused(NO_PRIVILEGE):
            worker.execute(
                "UPDATE procrastinate_jobs SET queue_name = 'redactor' WHERE id = %s", [own]
            )


def test_a_genuine_row_of_another_queue_does_not_run_here(
    line: lines.Line, run: Run, acting_as: ActAs
) -> None:
    made = mac(
        line, holder="redactor", pair=("redactor", "worker"), by="redactor", name="export.build"
    )
    args = genuine(line) | {"by": "redactor", "mac": made}
    with acting_as("redactor"):
        rows("DELETE FROM procrastinate_jobs")
    number = put(args, name="export.build")
    run()
    assert the_job(line)[1] == "queued"
    assert rows("SELECT status::text FROM procrastinate_jobs WHERE id = %s", [number]) == [
        ("failed",)
    ]


def test_web_enqueues_nothing_that_is_the_workers_to_enqueue(line: lines.Line) -> None:
    for name in ("export.align", "export.rejoin", "export.build"):
        with pytest.raises(JobGoneError), scope.project(line.project):
            jobs.enqueue(
                name,
                project=ProjectId(line.project),
                subject=new_uuid(),
                by=line.admin,
                clock=lines.CLOCK,
            )


def test_every_job_says_who_may_enqueue_it_and_the_pair_shares_a_key() -> None:
    assert jobs._KINDS
    for kind in jobs._KINDS.values():
        assert kind.enqueued_by
        for enqueuer in kind.enqueued_by:
            assert job_secret(Identity(enqueuer), Identity(kind.queue))
