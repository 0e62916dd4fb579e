"""Scopes: the one door to rows. Without an open scope the database answers nothing; it raises.

- Four kinds: `principal` (own sessions and memberships), `organization`, `project`, and `sweep`
  (a named job over ids and deadlines only).
- A scope lives inside one transaction and carries a MAC over (kind, id, principal, backend pid,
  transaction timestamp) under the runtime role's own key; `sealmark.scope_id` in the database
  verifies it, so that an injected `set_config` opens nothing.
- Scopes do not nest. A principal scope may *narrow* to an organization or a project, and an
  organization scope to a project, once the membership that allows it has been read.
- On exit the context is cleared: `SET LOCAL` would survive a released savepoint. A scope opened
  with a `stamp` is the last of its transaction, or is followed by another such one.
"""

# SPDX-License-Identifier: Apache-2.0
import hashlib
import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction

from sealmark.infra.pipeline import together
from sealmark.kernel.ids import OrganizationId, ProjectId, UserId

STAMP = "(extract(epoch FROM transaction_timestamp()) * 1e6)::bigint"
"""SQL: the transaction's beginning in microseconds, part of what a scope's MAC binds."""

NOBODY = UUID(int=0)
"""The principal of a scope that no person opened (jobs, sweeps)."""

SIGN_IN = UUID(int=1)
"""The principal of the sign-in door: who somebody is, is not known yet."""

SWEEPS = {"sequence": UUID(int=0x10), "jobs": UUID(int=0x11), "demo": UUID(int=0x12)}
"""Named sweeps and the id each carries."""


class ScopeKind(StrEnum):
    """What a scope opens."""

    PRINCIPAL = "principal"
    ORGANIZATION = "organization"
    PROJECT = "project"
    SWEEP = "sweep"


class ScopeError(RuntimeError):
    """A scope was opened where one is open already, or narrowed in a way that is not allowed."""


@dataclass(slots=True, kw_only=True)
class Scope:
    """An open scope: what the database shows until it closes."""

    kind: ScopeKind
    id: UUID
    principal: UUID
    stamp: int

    def narrow_to_project(self, project: ProjectId) -> None:
        """From here on only `project`'s rows."""
        self._narrow(ScopeKind.PROJECT, project)

    def narrow_to_organization(self, organization: OrganizationId) -> None:
        """From here on only `organization`'s rows."""
        self._narrow(ScopeKind.ORGANIZATION, organization)

    @contextmanager
    def visiting(self, project: ProjectId) -> Iterator[None]:
        """Inside of the block only `project`'s rows, then again what was open before."""
        before = self.kind, self.id
        self.narrow_to_project(project)
        try:
            yield
        finally:
            self.kind, self.id = before
            if not connection.needs_rollback:
                _write(self)

    def _narrow(self, kind: ScopeKind, target: UUID) -> None:
        wider = {ScopeKind.PRINCIPAL}
        if kind is ScopeKind.PROJECT:
            wider.add(ScopeKind.ORGANIZATION)
        if self.kind not in wider:
            message = f"a {self.kind} scope does not narrow"
            raise ScopeError(message)
        self.kind, self.id = kind, target
        _write(self)


def token(scope: Scope, *, backend_pid: int, key: bytes) -> str:
    """Return the context string of `scope`, with its MAC, for this backend and transaction."""
    subject = f"{scope.kind}:{scope.id}:{scope.principal}"
    message = f"{subject}:{backend_pid}:{scope.stamp}".encode()
    return f"{subject}:{hmac.new(key, message, hashlib.sha256).hexdigest()}"


@contextmanager
def principal(user: UserId, *, stamp: int | None = None) -> Iterator[Scope]:
    """Open the scope of one person: own account, sessions, memberships."""
    with _open(ScopeKind.PRINCIPAL, user, user, stamp) as scope:
        yield scope


@contextmanager
def sign_in() -> Iterator[Scope]:
    """Open the sign-in door's scope: accounts and sessions, before a principal is known."""
    with _open(ScopeKind.PRINCIPAL, SIGN_IN, SIGN_IN) as scope:
        yield scope


@contextmanager
def organization(organization_id: OrganizationId, *, by: UUID = NOBODY) -> Iterator[Scope]:
    """Open one organization's scope."""
    with _open(ScopeKind.ORGANIZATION, organization_id, by) as scope:
        yield scope


@contextmanager
def project(
    project_id: ProjectId, *, by: UUID = NOBODY, stamp: int | None = None
) -> Iterator[Scope]:
    """Open one project's scope; with `stamp`, in the transaction that read it."""
    with _open(ScopeKind.PROJECT, project_id, by, stamp) as scope:
        yield scope


@contextmanager
def sweep(name: str) -> Iterator[Scope]:
    """Open the named sweep: ids and deadlines across projects, nothing else."""
    with _open(ScopeKind.SWEEP, SWEEPS[name], NOBODY) as scope:
        yield scope


def current() -> Scope | None:
    """Return the scope open on this thread's connection, if any."""
    return getattr(connections[DEFAULT_DB_ALIAS], "sealmark_scope", None)


@contextmanager
def _open(kind: ScopeKind, target: UUID, by: UUID, stamp: int | None = None) -> Iterator[Scope]:
    if current() is not None:
        message = "scopes do not nest"
        raise ScopeError(message)
    joined = connection.in_atomic_block
    stamp_read = stamp is None
    with transaction.atomic(savepoint=stamp_read):
        stamp = _stamp() if stamp is None else stamp
        scope = Scope(kind=kind, id=target, principal=by, stamp=stamp)
        _write(scope)
        _remember(scope)
        try:
            yield scope
        finally:
            _remember(None)
            if joined and stamp_read and not connection.needs_rollback:
                _clear()


def _stamp() -> int:
    with connection.cursor() as cursor:
        with together():  # with BEGIN, if it was not sent yet
            cursor.execute(f"SELECT {STAMP}")
        (stamp,) = cursor.fetchone()
    return int(stamp)


def _remember(scope: Scope | None) -> None:
    # On the thread's own connection: the module's `connection` is one proxy for all threads.
    connections[DEFAULT_DB_ALIAS].__dict__["sealmark_scope"] = scope


def _write(scope: Scope) -> None:
    pid = connection.connection.info.backend_pid
    context = token(scope, backend_pid=pid, key=settings.SEALMARK_SCOPE_KEY)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('sealmark.scope', %s, true)", [context])


def _clear() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('sealmark.scope', '', true)")
