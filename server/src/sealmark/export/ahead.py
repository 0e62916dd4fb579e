"""Reading ahead: a thread with a connection of its own reads while another writes.

- A few items are kept ready, never more; what the reader raises is raised where it is read.
- When the reading end stops early, the thread ends with its next item, and closes what it read:
  one `ahead` may read another.
"""

# SPDX-License-Identifier: Apache-2.0
import threading
from collections.abc import Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from queue import Empty, Full, Queue
from typing import Final, TypeVar

from django.db import connections

T = TypeVar("T")
_READY: Final = 2
_LOOK_S: Final = 0.2


def ahead(source: Iterator[T]) -> Generator[T, None, None]:
    """Yield what `source` yields; it runs in a thread of its own, a little ahead."""
    ready: Queue[T] = Queue(_READY)
    stopped = threading.Event()
    with ThreadPoolExecutor(1, "ahead") as threads:
        reading = threads.submit(_read, source, ready, stopped)
        try:
            yield from _ready(ready, reading)
        finally:
            stopped.set()


def _ready(ready: "Queue[T]", reading: "Future[None]") -> Iterator[T]:
    while True:
        ended = reading.done()
        try:
            yield ready.get(timeout=0 if ended else _LOOK_S)
        except Empty:
            # Nothing can have come after the reader had ended.
            if ended:
                reading.result()
                return


def _read(source: Iterator[T], ready: "Queue[T]", stopped: threading.Event) -> None:
    try:
        for item in source:
            while not stopped.is_set():
                try:
                    ready.put(item, timeout=_LOOK_S)
                except Full:
                    continue
                break
            if stopped.is_set():
                return
    finally:
        if isinstance(source, Generator):
            source.close()
        connections.close_all()
