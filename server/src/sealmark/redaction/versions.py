"""The versions of a project's policy: where each stands, who said yes, what it still covers."""

# SPDX-License-Identifier: Apache-2.0
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db import connection

from sealmark.infra.models import Job
from sealmark.kernel.ids import ProjectId, UserId
from sealmark.redaction.models import Adoption, Judgement, PolicyApproval, PolicyVersion

PAGE = 50
ADOPT = "redaction.adopt"

# By the newest rendition of each asset: which version made it, ready or held back.
_COVERS = """
SELECT r.policy_version_id, count(*) FILTER (WHERE a.state = 'ready'),
       count(*) FILTER (WHERE a.state = 'quarantined'), count(DISTINCT a.dataset_id)
FROM assets_asset a
JOIN LATERAL (SELECT policy_version_id FROM redaction_rendition
    WHERE project_id = a.project_id AND asset_id = a.id ORDER BY number DESC LIMIT 1) r ON true
WHERE a.project_id = %s AND a.state IN ('ready', 'quarantined')
GROUP BY r.policy_version_id
"""


class PolicyState(StrEnum):
    """Where a version stands."""

    PROPOSED = "proposed"
    WAITING = "waiting"
    REFUSED = "refused"
    FAILED = "failed"
    OVERTAKEN = "overtaken"
    IN_FORCE = "in_force"
    PAST = "past"


GOES_ON = frozenset({PolicyState.PROPOSED, PolicyState.WAITING, PolicyState.IN_FORCE})
"""Who proposes the same again meanwhile proposes nothing new."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What the redactor found of a version beside the one in force; counts alone."""

    base: int
    weakenings: int
    texts: int
    more: int
    less: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Covers:
    """What a version made that is still the newest: texts ready and held back, of datasets."""

    ready: int = 0
    held: int = 0
    datasets: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionView:
    """A version as its stewards see it, without its document."""

    id: UUID
    number: int
    digest: str
    state: PolicyState
    created_at: datetime
    created_by: UserId
    failure: str
    judged: Judged | None
    covers: Covers


def versions(project: ProjectId) -> list[VersionView]:
    """Return the newest versions of a project, newest first."""
    rows = list(PolicyVersion.objects.filter(project_id=project).order_by("-number")[:PAGE])
    covers = _covers(project)
    return [_view(row, _standing(project, row), covers.get(row.id, Covers())) for row in rows]


def state_of(project: ProjectId, version: PolicyVersion) -> PolicyState:
    """Return where one version stands."""
    return _standing(project, version).state


@dataclass(frozen=True, slots=True, kw_only=True)
class _Standing:
    state: PolicyState
    judgement: Judgement | None = None
    failure: str = ""


def _standing(project: ProjectId, row: PolicyVersion) -> _Standing:
    """Work out where a version stands from what was written about it."""
    adopted = Adoption.objects.filter(project_id=project)
    newest = adopted.order_by("-policy_version__number").values_list(
        "policy_version__number", flat=True
    )
    in_force = newest.first() or 0
    judgement = (
        Judgement.objects.filter(project_id=project, policy_version_id=row.id)
        .select_related("base")
        .order_by("-created_at")
        .first()
    )
    if adopted.filter(policy_version_id=row.id).exists():
        state = PolicyState.IN_FORCE if row.number == in_force else PolicyState.PAST
        return _Standing(state=state, judgement=judgement)
    if row.number < in_force:
        return _Standing(state=PolicyState.OVERTAKEN, judgement=judgement)
    return _open(project, row, judgement)


def _open(project: ProjectId, row: PolicyVersion, judgement: Judgement | None) -> _Standing:
    approval = PolicyApproval.objects.filter(project_id=project, policy_version_id=row.id).first()
    if approval is not None and not approval.approved:
        return _Standing(state=PolicyState.REFUSED, judgement=judgement)
    jobs = Job.objects.filter(project_id=project, kind=ADOPT, subject_id=row.id)
    last = jobs.order_by("-created_at").first()
    if last is not None and last.state in {Job.State.FAILED, Job.State.REFUSED}:
        return _Standing(state=PolicyState.FAILED, judgement=judgement, failure=last.failure)
    waits = judgement is not None and judgement.is_weaker and approval is None
    state = PolicyState.WAITING if waits else PolicyState.PROPOSED
    return _Standing(state=state, judgement=judgement)


def _view(row: PolicyVersion, standing: _Standing, covers: Covers) -> VersionView:
    found = standing.judgement
    return VersionView(
        id=row.id,
        number=row.number,
        digest=row.digest,
        state=standing.state,
        created_at=row.created_at,
        created_by=UserId(row.created_by),
        failure=standing.failure,
        judged=None
        if found is None
        else Judged(
            base=found.base.number,
            weakenings=found.weakenings,
            texts=found.texts,
            more=found.more,
            less=found.less,
        ),
        covers=covers,
    )


def _covers(project: ProjectId) -> dict[UUID, Covers]:
    with connection.cursor() as cursor:
        cursor.execute(_COVERS, [project])
        rows = cursor.fetchall()
    return {
        version: Covers(ready=ready, held=held, datasets=datasets)
        for version, ready, held, datasets in rows
    }
