"""Prepare: originals become renditions, cleared or held back. The redactor's main work.

- Read in one transaction, redact with none open, write in another: a batch of assets at a time.
"""

# SPDX-License-Identifier: Apache-2.0
from sealmark.infra import scope
from sealmark.infra.jobs import Running
from sealmark.redaction import selectors
from sealmark.redaction.batches import write
from sealmark.redaction.errors import NoPolicyError
from sealmark.redaction.originals import read_upload, waiting
from sealmark.redaction.outcome import State
from sealmark.redaction.rendering import Renderer
from sealmark.tenancy import selectors as tenancy

BATCH = 100


def prepare(job: Running) -> None:
    """Redact every received asset of the upload that the job is about."""
    with scope.project(job.project):
        version = selectors.policy_in_force(job.project)
        if version is None:
            raise NoPolicyError
        organization = tenancy.organization_of(job.project)
        job.advance(total=job.rows_through() + waiting(job.subject))
        renderer = Renderer(job.project, version, organization=organization, by=job.started_by)
    while _batch(job, renderer):
        pass


def _batch(job: Running, renderer: Renderer) -> bool:
    """Prepare one batch; False when nothing is left."""
    with scope.project(job.project):
        originals = read_upload(job.project, job.subject, most=BATCH)
        renderer.load(originals)
    if not originals:
        return False
    prepared = renderer.render(originals)
    now = job.clock.now()
    with scope.project(job.project):
        write(job.project, prepared, by=renderer.hand, now=now)
        renderer.save(now)
        held = sum(one.state is State.QUARANTINED for one in prepared)
        job.advance(done=len(prepared), problems=held)
    return True
