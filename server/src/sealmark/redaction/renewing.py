"""A version over what was redacted before: every asset is made anew under the one in force.

- One batch at a time: read, redact with nothing open, write; it can be cancelled between two, and
  what was renewed stays.
- Labels follow by alignment; those that have no place any more are listed with their document.
- An asset that somebody else renders meanwhile is left as it is and counted as a problem, like one
  that is held back now; starting again meets it.
"""

# SPDX-License-Identifier: Apache-2.0
from typing import Any, Final
from uuid import UUID

from django.db import connection

from sealmark.infra import scope
from sealmark.infra.jobs import Running
from sealmark.kernel.ids import AssetId
from sealmark.redaction import selectors
from sealmark.redaction.errors import NoPolicyError, OvertakenError
from sealmark.redaction.models import PolicyVersion
from sealmark.redaction.outcome import State
from sealmark.redaction.rerendering import RENDERED, Again, renderer_for, rerender
from sealmark.tenancy import selectors as tenancy

BATCH: Final = 50
_FIRST: Final = UUID(int=0)

# The newest rendition of each asset that was made under another version, from an asset on.
_OTHERS = """
SELECT a.id FROM assets_asset a
JOIN LATERAL (SELECT policy_version_id FROM redaction_rendition
    WHERE project_id = a.project_id AND asset_id = a.id ORDER BY number DESC LIMIT 1) r ON true
WHERE a.project_id = %(project)s AND a.state = ANY(%(states)s) AND a.id > %(after)s
  AND r.policy_version_id <> %(version)s
"""
_NEXT = _OTHERS + "ORDER BY a.id LIMIT %(most)s"
_HOW_MANY = _OTHERS.replace("SELECT a.id", "SELECT count(*)", 1)


def renew(job: Running) -> None:
    """Make every asset anew that was redacted under another version than the one in force."""
    with scope.project(job.project):
        version = selectors.policy_in_force(job.project)
        if version is None:
            raise NoPolicyError
        if version.id != job.subject:
            raise OvertakenError
        organization = tenancy.organization_of(job.project)
        job.advance(total=job.rows_through() + _count(version))
    renderer = renderer_for(job.project, version, organization=organization, by=job.started_by)
    after = AssetId(_FIRST)
    while batch := _next(job, version, after):
        done = rerender(job.project, [Again(asset=a) for a in batch], renderer, clock=job.clock)
        held = sum(one.outcome.state is State.QUARANTINED for one in done.prepared)
        with scope.project(job.project):
            job.advance(done=len(batch), problems=held + len(done.passed_by))
        after = batch[-1]


def _count(version: PolicyVersion) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_HOW_MANY, _names(version, _FIRST))
        (found,) = cursor.fetchone()
    return int(found)


def _next(job: Running, version: PolicyVersion, after: UUID) -> list[AssetId]:
    with scope.project(job.project), connection.cursor() as cursor:
        cursor.execute(_NEXT, {**_names(version, after), "most": BATCH})
        return [AssetId(row[0]) for row in cursor.fetchall()]


def _names(version: PolicyVersion, after: UUID) -> dict[str, Any]:
    return {
        "project": version.project_id,
        "version": version.id,
        "after": after,
        "states": [state.value for state in RENDERED],
    }
