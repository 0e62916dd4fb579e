"""Measuring a policy version on the evaluation set: what it finds of what is known to be there.

- A place counts as found if it is hidden whole, under whatever kind; kinds that the policy shows
  are not asked for.
- Everything else that is hidden counts against precision, and its words as hidden too much.
- Figures are counts; how sure they are is worked out where they are shown.
"""

# SPDX-License-Identifier: Apache-2.0
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from sealmark.audit.domain import Fact
from sealmark.infra import scope
from sealmark.infra.jobs import Running
from sealmark.kernel.ids import new_uuid
from sealmark.redaction.acting import record
from sealmark.redaction.cases import covers
from sealmark.redaction.domain import Finding
from sealmark.redaction.evaluation_set import VERSION, Planted, evaluation_set
from sealmark.redaction.measured_models import Evaluation, EvaluationKind
from sealmark.redaction.models import PolicyVersion
from sealmark.redaction.pipeline import Redactor
from sealmark.redaction.policy import Policy
from sealmark.redaction.rendering import redactor_of
from sealmark.tenancy import selectors as tenancy

GROUP: Final = 40
_WORD: Final = re.compile(r"\w+")


@dataclass(slots=True, kw_only=True)
class Figures:
    """What came of it so far."""

    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    others: int = 0
    words: int = 0
    words_hidden: int = 0

    def add(self, one: Planted, hidden: list[Finding], policy: Policy) -> None:
        """Count one text."""
        for start, end, kind in one.places:
            if policy.rule_of(kind).hides:
                self.planted[kind] += 1
                self.found[kind] += covers(hidden, start, end)
        self.others += sum(not _meets(finding, one.places) for finding in hidden)
        for word in _WORD.finditer(one.text):
            if any(start < word.end() and word.start() < end for start, end, _ in one.places):
                continue
            self.words += 1
            self.words_hidden += any(f.start < word.end() and word.start() < f.end for f in hidden)


def measure(job: Running) -> None:
    """Measure one version and put its figures down; in the redactor."""
    with scope.project(job.project):
        version = PolicyVersion.objects.get(project_id=job.project, id=job.subject)
        redactor = redactor_of(job.project, version)
    texts = evaluation_set()
    figures = Figures()
    for group in _groups(texts):
        _add(figures, group, redactor)
        with scope.project(job.project):
            job.advance(done=len(group), total=len(texts))
    _keep(job, version, figures, len(texts))


def _groups(texts: Sequence[Planted]) -> Iterator[Sequence[Planted]]:
    for first in range(0, len(texts), GROUP):
        yield texts[first : first + GROUP]


def _add(figures: Figures, group: Sequence[Planted], redactor: Redactor) -> None:
    selected = redactor.detect_many([one.text for one in group], ["en"] * len(group))
    for one, each in zip(group, selected, strict=True):
        figures.add(one, each.hidden, redactor.policy)


def _keep(job: Running, version: PolicyVersion, figures: Figures, texts: int) -> None:
    now = job.clock.now()
    with scope.project(job.project):
        row = Evaluation(
            id=new_uuid(),
            project_id=job.project,
            created_at=now,
            policy_version_id=version.id,
            texts=texts,
            planted=figures.planted.total(),
            found=figures.found.total(),
            others=figures.others,
            words=figures.words,
            words_hidden=figures.words_hidden,
            set_version=VERSION,
        )
        row.save(force_insert=True)
        EvaluationKind.objects.bulk_create(
            EvaluationKind(
                id=new_uuid(),
                project_id=job.project,
                created_at=now,
                evaluation_id=row.id,
                kind=kind,
                planted=number,
                found=figures.found[kind],
            )
            for kind, number in sorted(figures.planted.items())
        )
        organization = tenancy.organization_of(job.project)
        facts: dict[str, Fact] = {
            "policy": str(version.id),
            "number": version.number,
            "texts": texts,
        }
        record("policy.measured", job.project, organization, job.started_by, facts)


def _meets(finding: Finding, places: Sequence[tuple[int, int, str]]) -> bool:
    return any(start < finding.end and finding.start < end for start, end, _ in places)
