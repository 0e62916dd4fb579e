"""Reading ahead: in order, errors where they are read, and every thread ends with its reader."""

# SPDX-License-Identifier: Apache-2.0
import threading
from collections.abc import Iterator
from itertools import islice

import pytest

from sealmark.export.ahead import ahead


def _numbers(closed: threading.Event) -> Iterator[int]:
    try:
        yield from range(1_000_000)
    finally:
        closed.set()


def _doubled(numbers: Iterator[int]) -> Iterator[int]:
    for number in numbers:
        yield 2 * number


def test_what_reads_ahead_of_what_reads_ahead_keeps_the_order() -> None:
    assert list(ahead(_doubled(ahead(iter(range(50)))))) == [2 * n for n in range(50)]


def test_an_error_is_raised_where_it_is_read() -> None:
    def broken() -> Iterator[int]:
        yield 1
        raise KeyError

    reading = ahead(_doubled(ahead(broken())))
    assert next(reading) == 2
    with pytest.raises(KeyError):
        next(reading)


def test_when_the_reader_stops_early_all_threads_end() -> None:
    closed, before = threading.Event(), threading.active_count()
    reading = ahead(_doubled(ahead(_numbers(closed))))
    assert list(islice(reading, 3)) == [0, 2, 4]
    reading.close()
    assert closed.wait(5)
    assert threading.active_count() == before
