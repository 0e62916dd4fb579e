"""Whether whoever started a job is still allowed to: asked again when the job runs.

- Facts are read in the starter's own principal scope, as a request reads them.
- A refusal is recorded before the job ends.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Callable
from functools import wraps

from sealmark.access import services as access
from sealmark.access.domain import Action, Principal
from sealmark.infra import scope
from sealmark.infra.jobs import Body, Running, StarterRefusedError
from sealmark.tenancy import selectors
from sealmark.tenancy.log import tell

Wanted = Callable[[Running], Action]
"""Tells which action the starter of a job asked for."""


def for_starters_who_may(wanted: Action | Wanted) -> Callable[[Body], Body]:
    """Let a job's body run only while its starter is allowed `wanted`."""

    def guard(body: Body) -> Body:
        @wraps(body)
        def guarded(job: Running) -> None:
            refuse_starter(job, wanted if isinstance(wanted, Action) else wanted(job))
            body(job)

        return guarded

    return guard


def refuse_starter(job: Running, act: Action) -> None:
    """Refuse, and record it, unless the job's starter may still do `act`; inside no scope."""
    with scope.principal(job.started_by):
        facts = selectors.facts(job.started_by, job.project, job.clock.now())
    if facts is not None and access.decide(facts.principal(), act, facts.resource).allowed:
        return
    with scope.project(job.project):
        tell(
            "job.refused",
            Principal(user=job.started_by),
            selectors.organization_of(job.project),
            project=job.project,
            job=job.id,
            action=act.value,
        )
    raise StarterRefusedError
