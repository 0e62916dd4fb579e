"""Decisions about many, carried out in the redactor: a few texts a transaction, until stopped.

- Each text is decided about as if it were the only one; one that is no longer held as it was when
  it was decided about is passed by and counted.
- Between two groups it can be stopped; what was done stays done, and resuming goes on behind it.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator, Sequence
from typing import Final
from uuid import UUID

from sealmark.access.domain import Action
from sealmark.infra import scope
from sealmark.infra.jobs import Running
from sealmark.redaction.deciding import Anew, anew, held_of, release_held
from sealmark.redaction.errors import NotHeldError
from sealmark.redaction.models import Batch, Decision
from sealmark.redaction.rendering import Renderer
from sealmark.redaction.rerendering import renderer_for, rerender

GROUP: Final = 20


def carrying(job: Running) -> Action:
    """Tell what a steward must be allowed for their decision about many to be carried out."""
    with scope.project(job.project):
        batch = Batch.objects.get(project_id=job.project, id=job.subject)
    is_release = batch.kind == Decision.Kind.RELEASE
    return Action.QUARANTINE_RELEASE if is_release else Action.QUARANTINE_HIDE


def decide_many(job: Running) -> None:
    """Carry a decision about many out."""
    with scope.project(job.project):
        batch = Batch.objects.get(project_id=job.project, id=job.subject)
        rows = Decision.objects.filter(project_id=job.project, batch_id=batch.id).order_by("id")
        left = list(rows)[job.rows_through() :]
    hider = _Hider(job)
    for group in _groups(left):
        is_release = batch.kind == Decision.Kind.RELEASE
        passed = _release(job, group) if is_release else hider.hide(group)
        with scope.project(job.project):
            job.advance(done=len(group), problems=passed)


def _groups(rows: Sequence[Decision]) -> Iterator[Sequence[Decision]]:
    for first in range(0, len(rows), GROUP):
        yield rows[first : first + GROUP]


def _release(job: Running, group: Sequence[Decision]) -> int:
    passed = 0
    with scope.project(job.project):
        for decision in group:
            try:
                held = held_of(job, decision)
            except NotHeldError:
                passed += 1
            else:
                release_held(job, decision, held)
    return passed


class _Hider:
    """Hides the doubts of groups of texts; each policy version is loaded once."""

    def __init__(self, job: Running) -> None:
        self._job = job
        self._renderers: dict[UUID, Renderer] = {}

    def hide(self, group: Sequence[Decision]) -> int:
        wanted: dict[UUID, list[Anew]] = {}
        with scope.project(self._job.project):
            for decision in group:
                try:
                    made = anew(self._job, decision, held_of(self._job, decision))
                except NotHeldError:
                    continue
                wanted.setdefault(made.version.id, []).append(made)
        done = 0
        for together in wanted.values():
            wishes = [one.wish for one in together]
            renderer = self._renderer(together[0])
            again = rerender(self._job.project, wishes, renderer, clock=self._job.clock)
            done += len(again.prepared)
        return len(group) - done

    def _renderer(self, made: Anew) -> Renderer:
        known = self._renderers.get(made.version.id)
        if known is None:
            known = self._renderers[made.version.id] = renderer_for(
                self._job.project,
                made.version,
                organization=made.organization,
                by=self._job.started_by,
            )
        return known
