"""Sessions as the sign-in library sees them: a Django session engine whose rows hold no key.

- A key is drawn by the server at every sign-in; what a browser brings before it is never adopted.
- The row knows the key's digest; the data in it is sealed and bound to that digest.
- Ending a session keeps its row, without data, so that its history can be told.
- A new key for the same person keeps the old deadline: 12 hours are 12 hours.
"""

# SPDX-License-Identifier: Apache-2.0
import json
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError

from sealmark.identity import keys
from sealmark.identity.domain import ABSOLUTE, AgentFamily, SessionTimes, is_live
from sealmark.identity.models import Session
from sealmark.kernel.clock import Clock, SystemClock
from sealmark.kernel.ids import new_uuid

PURPOSE = "session"


class SessionStore(SessionBase):
    """One session, inside the sign-in scope."""

    def __init__(
        self,
        session_key: str | None = None,
        *,
        clock: Clock | None = None,
        agent: AgentFamily = AgentFamily.OTHER,
    ) -> None:
        super().__init__(session_key)
        self._clock = clock or SystemClock()
        self._agent = agent
        self._deadline: datetime | None = None
        self.row: Session | None = None

    def load(self) -> dict[str, Any]:
        """Read the session's data; a session that is over is as good as none."""
        self.row = self._find(self.session_key)
        if self.row is None:
            self._session_key = None
            return {}
        bound = bytes(self.row.key_hash)
        data: dict[str, Any] = json.loads(keys.unseal(self.row.data, purpose=PURPOSE, bound=bound))
        return data

    def exists(self, session_key: str) -> bool:
        """Tell whether a session under this key counts now."""
        return self._find(session_key) is not None

    def create(self) -> None:
        """Begin a session under a key of our own."""
        self._session_key = keys.new_key()
        self.save(must_create=True)
        self.modified = True

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 - the base's signature
        """Write the session's data, sealed; only a new one may be inserted."""
        if self.session_key is None:
            self.create()
            return
        data = self._get_session(no_load=must_create)  # type: ignore[attr-defined] # not in the stubs
        if must_create:
            self._insert(data)
            return
        row = self._find(self.session_key)
        if row is None:
            raise UpdateError
        row.data = self._sealed(data, bytes(row.key_hash))
        row.user_id = _user_of(data)
        row.save(update_fields=["data", "user_id"])
        self.row = row

    def delete(self, session_key: str | None = None) -> None:
        """End a session: its row stays, its data goes."""
        row = self._find(session_key or self.session_key)
        if row is not None:
            row.ended_at, row.data = self._clock.now(), ""
            row.save(update_fields=["ended_at", "data"])

    def cycle_key(self) -> None:
        """Go on under a new key; the deadline moves only when somebody signs in."""
        old = self.session_key
        data = self._session  # type: ignore[attr-defined] # not in the stubs
        before = self._find(old)
        if before is not None and before.user_id is not None:
            self._deadline = before.expires_at
        self.create()
        self._session_cache = data
        if old:
            self.delete(old)

    @classmethod
    def clear_expired(cls) -> None:
        """Nothing to do: rows are history, and hold no data once they have ended."""

    def _find(self, session_key: str | None) -> Session | None:
        if not session_key:
            return None
        row = Session.objects.filter(key_hash=keys.digest(session_key, purpose=PURPOSE)).first()
        if row is None or not is_live(times_of(row), self._clock.now()):
            return None
        return row

    def _insert(self, data: dict[str, Any]) -> None:
        if self.session_key is None:
            raise CreateError
        now = self._clock.now()
        key_hash = keys.digest(self.session_key, purpose=PURPOSE)
        self.row = Session(
            id=new_uuid(),
            key_hash=key_hash,
            user_id=_user_of(data),
            data=self._sealed(data, key_hash),
            agent=self._agent,
            created_at=now,
            last_seen_at=now,
            expires_at=self._deadline or now + ABSOLUTE,
        )
        self.row.save(force_insert=True)

    def _sealed(self, data: dict[str, Any], bound: bytes) -> str:
        return keys.seal(json.dumps(data), purpose=PURPOSE, bound=bound)


def times_of(row: Session) -> SessionTimes:
    """Return the times by which a session is judged."""
    return SessionTimes(
        created=row.created_at,
        last_seen=row.last_seen_at,
        expires=row.expires_at,
        ended=row.ended_at,
    )


def _user_of(data: dict[str, Any]) -> UUID | None:
    return UUID(data[SESSION_KEY]) if SESSION_KEY in data else None
