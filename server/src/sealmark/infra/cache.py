"""The shared cache: counters of sign-in throttling and spent codes, the same for all processes.

- Keys are keyed digests: an e-mail or a network address is not in the table, not even guessable.
- Values are JSON, never pickles: a row is data, whoever wrote it.
- `add` is one atomic statement, so that two requests never both believe to be the first.
"""

# SPDX-License-Identifier: Apache-2.0
import hmac
import json
from typing import Any

from django.conf import settings
from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import connection

_FOREVER_S = 30 * 24 * 3600
_SWEPT_AT_ONCE = 20

_GET = "SELECT value FROM infra_cache WHERE key = %s AND expires_at > clock_timestamp()"
_SET = """
INSERT INTO infra_cache (key, value, expires_at)
VALUES (%s, %s, clock_timestamp() + make_interval(secs => %s))
ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value, expires_at = EXCLUDED.expires_at
"""
_ADD = f"{_SET} WHERE infra_cache.expires_at <= clock_timestamp()"
_DELETE = "DELETE FROM infra_cache WHERE key = %s AND expires_at > clock_timestamp()"
_TOUCH = """
UPDATE infra_cache SET expires_at = clock_timestamp() + make_interval(secs => %s)
WHERE key = %s AND expires_at > clock_timestamp()
"""
_SWEEP = """
DELETE FROM infra_cache WHERE key IN (
    SELECT key FROM infra_cache WHERE expires_at <= clock_timestamp()
    LIMIT %s FOR UPDATE SKIP LOCKED)
"""


def hashed_key(key: str, key_prefix: str, version: int) -> str:
    """Return the keyed digest under which an entry is stored: 64 hexadecimal digits."""
    message = f"{key_prefix}:{version}:{key}".encode()
    return hmac.digest(settings.SECRET_KEY.encode(), message, "sha256").hex()


class SharedCache(BaseCache):
    """Django's cache protocol over one small table."""

    def __init__(self, _location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:  # noqa: ANN401 - the protocol's own types
        """Return the value, or `default`."""
        row = self._run(_GET, [self.make_key(key, version)], fetch=True)
        return json.loads(row[0]) if row else default

    def set(
        self,
        key: str,
        value: Any,  # noqa: ANN401 - same
        timeout: float | None = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> None:
        """Keep a JSON value for `timeout` seconds; sweep a few entries that ran out."""
        self._run(_SWEEP, [_SWEPT_AT_ONCE])
        self._run(_SET, [self.make_key(key, version), json.dumps(value), self._seconds(timeout)])

    def add(
        self,
        key: str,
        value: Any,  # noqa: ANN401 - same
        timeout: float | None = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> bool:
        """Keep a value unless there is one; tell whether it was kept."""
        entry = [self.make_key(key, version), json.dumps(value), self._seconds(timeout)]
        return bool(self._run(_ADD, entry))

    def touch(
        self,
        key: str,
        timeout: float | None = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> bool:
        """Keep an entry longer; tell whether there was one."""
        return bool(self._run(_TOUCH, [self._seconds(timeout), self.make_key(key, version)]))

    def delete(self, key: str, version: int | None = None) -> bool:
        """Forget an entry; tell whether there was one."""
        return bool(self._run(_DELETE, [self.make_key(key, version)]))

    def clear(self) -> None:
        """Forget everything."""
        self._run("DELETE FROM infra_cache", [])

    def _seconds(self, timeout: float | None) -> float:
        chosen = self.default_timeout if timeout is DEFAULT_TIMEOUT else timeout
        return _FOREVER_S if chosen is None else max(0.0, float(chosen))

    def _run(self, statement: str, values: list[Any], *, fetch: bool = False) -> Any:  # noqa: ANN401 - a row or a count
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.fetchone() if fetch else cursor.rowcount
