"""A job runner: one identity, its own queue, one job at a time; it tells how it is.

- It says `loading` until it can work, beats while it works, and ends politely on SIGTERM.
- A database that is down is waited for; a job that was interrupted is taken up again.
"""

# SPDX-License-Identifier: Apache-2.0
import asyncio
import gc
import logging
import os
import threading
from collections.abc import Callable
from datetime import timedelta

import django
from procrastinate import App
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job
from procrastinate.psycopg_connector import PsycopgConnector

from sealmark.infra.home import Home, default_home
from sealmark.infra.postgres.address import address_of
from sealmark.infra.processes.status import State, StatusBoard
from sealmark.kernel.clock import SystemClock

log = logging.getLogger(__name__)
BEAT_S = 5.0
STALLED = timedelta(seconds=20)
POLL_S = 1.0
PAUSE_S = 1.0
COLLECTED_AFTER = 20_000
"""Objects made before the collector looks for circles: jobs hold rows by the thousand at a time."""


def run(identity: str, *, warm_up: Callable[[], None]) -> None:
    """Run the queue of `identity` until asked to stop."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")
    os.environ["SEALMARK_IDENTITY"] = identity
    os.environ["DJANGO_SETTINGS_MODULE"] = "sealmark.bootstrap.settings"
    home = Home(path=default_home(os.environ))
    board = StatusBoard(folder=home.status, clock=SystemClock())
    board.post(identity, State.LOADING, "starting")
    django.setup()
    board.post(identity, State.LOADING, "the model" if identity == "redactor" else "")
    warm_up()
    # What is loaded by now stays: the collector need not walk through it again and again.
    gc.collect()
    gc.freeze()
    gc.set_threshold(COLLECTED_AFTER)
    board.post(identity, State.READY)
    beating = threading.Thread(target=_beat, args=(board, identity), daemon=True)
    beating.start()
    from sealmark.interfaces import key_use  # noqa: PLC0415 - after django.setup()

    key_use.start_telling()
    asyncio.run(_work(identity, home))
    key_use.tell_key_use()


async def _work(identity: str, home: Home) -> None:
    # The registry of tasks is Django's; it is there only after django.setup().
    from procrastinate.contrib.django import app  # noqa: PLC0415 - see above

    from sealmark.infra import jobs  # noqa: PLC0415 - same

    address = address_of(home, identity, os.environ)
    connector = PsycopgConnector(conninfo=address.conninfo(), min_size=1, max_size=3)
    runner: App = app.with_connector(connector)
    jobs.forget_foreign_tasks(runner)
    while True:
        try:
            async with runner.open_async():
                rescuer = asyncio.create_task(_rescue(runner, identity))
                try:
                    await runner.run_worker_async(
                        queues=[identity],
                        concurrency=1,
                        fetch_job_polling_interval=POLL_S,
                        delete_jobs="successful",
                    )
                finally:
                    rescuer.cancel()
                return
        except (ConnectorException, OSError) as error:
            log.warning("the queue is out of reach: %s", type(error).__name__)
            await asyncio.sleep(PAUSE_S)


async def _rescue(runner: App, identity: str) -> None:
    """Take up jobs whose runner died: put them back into the queue."""
    while True:
        try:
            stalled = await runner.job_manager.get_stalled_jobs(
                queue=identity, seconds_since_heartbeat=STALLED.total_seconds()
            )
            for job in stalled:
                await _retry(runner, job)
        except (ConnectorException, OSError) as error:
            log.warning("the queue is out of reach: %s", type(error).__name__)
        await asyncio.sleep(BEAT_S)


async def _retry(runner: App, job: Job) -> None:
    await runner.job_manager.retry_job(job)


def _beat(board: StatusBoard, identity: str) -> None:
    waiting = threading.Event()
    while not waiting.wait(BEAT_S):
        board.beat(identity)
