"""Read how policy versions were measured, ask for a measurement, and say how sure a figure is."""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import sqrt
from typing import Final
from uuid import UUID

from sealmark.infra import jobs
from sealmark.infra.models import Job
from sealmark.kernel.clock import Clock
from sealmark.kernel.errors import NotFoundError
from sealmark.kernel.ids import JobId, ProjectId
from sealmark.redaction.acting import Steward, record
from sealmark.redaction.measured_models import Evaluation, EvaluationKind
from sealmark.redaction.models import PolicyVersion

MEASURE: Final = "redaction.measure"
_Z: Final = 1.96
"""Of a two-sided interval at 95 %."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """A share with its Wilson interval and how many it is of."""

    part: int
    whole: int

    @property
    def value(self) -> float:
        """The share itself; of nothing it is none."""
        return self.part / self.whole if self.whole else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Where the true share lies, at 95 %: Wilson's score interval."""
        if not self.whole:
            return 0.0, 1.0
        share, spread = self.value, _Z**2 / self.whole
        middle = (share + spread / 2) / (1 + spread)
        root = sqrt(share * (1 - share) / self.whole + spread / (4 * self.whole))
        half = _Z * root / (1 + spread)
        return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """How one version did when it was measured last."""

    policy: UUID
    number: int
    at: datetime
    texts: int
    recall: Rate
    precision: Rate
    words: Rate
    kinds: tuple[tuple[str, Rate], ...]


def ask_to_measure(steward: Steward, number: int, *, clock: Clock) -> JobId:
    """Have a policy version measured on the evaluation set; one that is being measured is not."""
    version = PolicyVersion.objects.filter(project_id=steward.project, number=number).first()
    if version is None:
        raise NotFoundError
    running = Job.objects.filter(
        project_id=steward.project,
        kind=MEASURE,
        subject_id=version.id,
        state__in=[Job.State.QUEUED, Job.State.RUNNING],
    ).first()
    if running is not None:
        return JobId(running.id)
    job = jobs.enqueue(
        MEASURE, project=steward.project, subject=version.id, by=steward.user, clock=clock
    )
    facts = {"policy": str(version.id), "job": str(job)}
    record("policy.measuring", steward.project, steward.organization, steward.user, facts)
    return job


def measured(project: ProjectId, versions: Sequence[UUID]) -> dict[UUID, Measured]:
    """Return the newest measurement of each of these versions that was measured."""
    rows = Evaluation.objects.filter(project_id=project, policy_version_id__in=list(versions))
    newest = {
        row.policy_version_id: row
        for row in rows.select_related("policy_version").order_by("created_at")
    }
    kinds: dict[UUID, list[tuple[str, Rate]]] = {}
    of_kinds = EvaluationKind.objects.filter(
        project_id=project, evaluation_id__in=[row.id for row in newest.values()]
    )
    for one in of_kinds.order_by("kind"):
        rate = Rate(part=one.found, whole=one.planted)
        kinds.setdefault(one.evaluation_id, []).append((one.kind, rate))
    return {
        policy: Measured(
            policy=policy,
            number=row.policy_version.number,
            at=row.created_at,
            texts=row.texts,
            recall=Rate(part=row.found, whole=row.planted),
            precision=Rate(part=row.found, whole=row.found + row.others),
            words=Rate(part=row.words_hidden, whole=row.words),
            kinds=tuple(kinds.get(row.id, ())),
        )
        for policy, row in newest.items()
    }
