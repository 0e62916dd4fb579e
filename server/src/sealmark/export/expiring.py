"""Expiring: a bundle is kept for `KEPT`, then nobody can take it away, and it is destroyed. Worker.

- The deadline holds by itself: from then on no download begins, whether the job has run or not.
- Its key goes first, in the transaction of the event; without it the file is noise, wherever a copy
  of it may be. The file goes next; a run that was cut short goes on with what is left.
- One run takes everything of its project that is over, so that nothing waits for a lost job.
- What was asked for, and how it went, stays in the list: the same can be asked for again.
"""

# SPDX-License-Identifier: Apache-2.0
from datetime import datetime, timedelta

from django.db.models import Q

from sealmark.export.events import tell
from sealmark.export.models import Release, Request
from sealmark.export.uploading import open_store
from sealmark.infra import jobs, scope
from sealmark.infra.jobs import Running
from sealmark.kernel.clock import Clock
from sealmark.kernel.ids import ExportId, ProjectId, UserId
from sealmark.storage.domain import parse_key
from sealmark.tenancy import selectors as tenancy

EXPIRE = "export.expire"
KEPT = timedelta(days=30)


def plan_expiry(
    project: ProjectId, export: ExportId, *, by: UserId, clock: Clock, due: datetime
) -> None:
    """Let the worker come back for a bundle when its time is over."""
    jobs.enqueue(EXPIRE, project=project, subject=export, by=by, clock=clock, due=due)


def expire(job: Running) -> None:
    """Destroy the bundles of a project whose time is over."""
    with scope.project(job.project):
        _close(job.project, job.clock.now())
        left = list(
            Release.objects.filter(project_id=job.project, state=Release.State.EXPIRED)
            .exclude(blob_key="")
            .values_list("id", "blob_key")
        )
    store = open_store()
    for export, key in left:
        store.delete(parse_key(key))
        with scope.project(job.project):
            Release.objects.filter(project_id=job.project, id=export).update(blob_key="")


def _close(project: ProjectId, now: datetime) -> None:
    """Destroy the keys of what is over, and say so."""
    over = Release.objects.select_for_update().filter(
        Q(expires_at__lte=now), project_id=project, state=Release.State.READY
    )
    ids = [row.id for row in over]
    asked = Request.objects.filter(project_id=project).in_bulk(ids)
    organization = tenancy.organization_of(project)
    for export in ids:
        rows = Release.objects.filter(project_id=project, id=export)
        rows.update(state=Release.State.EXPIRED, sealed_key=None)
        by = UserId(asked[export].requester)
        tell("expired", project, organization, by, now, export=export)
