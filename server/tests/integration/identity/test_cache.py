"""The shared cache keeps JSON under digests, for as long as it was told."""

# SPDX-License-Identifier: Apache-2.0
import time
from concurrent.futures import ThreadPoolExecutor

from django.core.cache import cache
from django.db import connection


def rows() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM infra_cache")
        return int(cursor.fetchone()[0])


def test_a_value_is_kept_and_forgotten() -> None:
    cache.set("a", [1.5, 2.5])
    assert cache.get("a") == [1.5, 2.5]
    assert cache.delete("a")
    assert cache.get("a", "gone") == "gone"
    assert not cache.delete("a")


def test_a_value_runs_out() -> None:
    cache.set("a", 1, timeout=0.05)
    time.sleep(0.1)
    assert cache.get("a") is None


def test_adding_keeps_the_first() -> None:
    assert cache.add("a", 1)
    assert not cache.add("a", 2)
    assert cache.get("a") == 1


def test_adding_replaces_what_ran_out() -> None:
    cache.set("a", 1, timeout=0.05)
    time.sleep(0.1)
    assert cache.add("a", 2)


def test_of_many_who_add_at_once_one_is_first() -> None:
    def add(number: int) -> bool:
        try:
            return cache.add("race", number)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(add, range(16))) == 1


def test_keeping_longer() -> None:
    cache.set("a", 1, timeout=0.2)
    assert cache.touch("a", 60)
    time.sleep(0.3)
    assert cache.get("a") == 1
    assert not cache.touch("never there")


def test_what_ran_out_is_swept() -> None:
    for number in range(5):
        cache.set(f"old {number}", 1, timeout=0)
    cache.set("new", 1)
    assert rows() == 1


def test_everything_can_be_forgotten() -> None:
    cache.set("a", 1)
    cache.clear()
    assert rows() == 0
