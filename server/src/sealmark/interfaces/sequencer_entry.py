"""The sequencer: makes the log of the outbox, one batch after the other."""

# SPDX-License-Identifier: Apache-2.0
import logging
import os
import signal
import threading
from collections.abc import Callable
from types import FrameType

import django

from sealmark.infra.home import Home, default_home
from sealmark.infra.processes.status import State, StatusBoard
from sealmark.kernel.clock import SystemClock

log = logging.getLogger(__name__)
IDLE_S = 0.15
PAUSE_S = 1.0


def main() -> None:
    """Run until asked to stop; a database that is down is waited for."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")
    os.environ["SEALMARK_IDENTITY"] = "sequencer"
    os.environ["DJANGO_SETTINGS_MODULE"] = "sealmark.bootstrap.settings"
    board = StatusBoard(folder=Home(path=default_home(os.environ)).status, clock=SystemClock())
    board.post("sequencer", State.LOADING)
    django.setup()
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, _stopper(stop))
    board.post("sequencer", State.READY)
    _loop(stop, board)


def _loop(stop: threading.Event, board: StatusBoard) -> None:
    from django.db import Error, connection  # noqa: PLC0415 - after django.setup()

    # allow-privacy: this process is the sequencer; nobody else makes one.
    from sealmark.audit.sequencer import Sequencer  # noqa: PLC0415 - same

    sequencer, idle = Sequencer(SystemClock()), 0
    while not stop.is_set():
        try:
            moved = sequencer.run_once()
        except Error as error:
            log.warning("the database is out of reach: %s", type(error).__name__)
            connection.close()
            stop.wait(PAUSE_S)
            continue
        idle = 0 if moved else idle + 1
        if idle % 20 == 0:
            board.beat("sequencer")
        if not moved:
            stop.wait(IDLE_S)


def _stopper(stop: threading.Event) -> Callable[[int, FrameType | None], None]:
    def handle(number: int, frame: FrameType | None) -> None:
        _ = (number, frame)
        stop.set()

    return handle


if __name__ == "__main__":
    main()
