"""Test cases: what people saw and should not have, tried on a policy version.

- A case is found if the version hides its whole place by itself, without anybody having asked.
- Results are counts by kind; no place and no value leaves the raw zone.
- A case whose asset was erased is gone with it.
"""

# SPDX-License-Identifier: Apache-2.0
import json
from collections import Counter
from collections.abc import Iterator

from sealmark.assets.domain import AssetState
from sealmark.infra import scope
from sealmark.kernel.clock import Clock
from sealmark.kernel.ids import AssetId, ProjectId, new_uuid
from sealmark.redaction import selectors
from sealmark.redaction.domain import Finding
from sealmark.redaction.languages import language_of_text
from sealmark.redaction.models import Case, CaseResult, PolicyVersion
from sealmark.redaction.originals import Original, read_assets
from sealmark.redaction.pipeline import Redactor
from sealmark.redaction.rendering import redactor_of
from sealmark.redaction.sealing import case_place
from sealmark.vault import runtime
from sealmark.vault.domain import Raw, Sealed
from sealmark.vault.services import reveal_raw

BATCH = 100


def evaluate_in_force(project: ProjectId, *, clock: Clock) -> None:
    """Try the policy version in force on every case; inside no scope."""
    with scope.project(project):
        version = selectors.policy_in_force(project)
    if version is not None:
        evaluate(project, version, clock=clock)


def evaluate(project: ProjectId, version: PolicyVersion, *, clock: Clock) -> None:
    """Try a policy version on every case and put down how many of each kind it finds."""
    with scope.project(project):
        redactor = redactor_of(project, version)
    total: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for kind, is_found in _tried(project, redactor):
        total[kind] += 1
        found[kind] += is_found
    with scope.project(project):
        CaseResult.objects.filter(project_id=project, policy_version_id=version.id).delete()
        CaseResult.objects.bulk_create(
            CaseResult(
                id=new_uuid(),
                project_id=project,
                created_at=clock.now(),
                policy_version_id=version.id,
                kind=kind,
                total=number,
                found=found[kind],
            )
            for kind, number in sorted(total.items())
        )


def _tried(project: ProjectId, redactor: Redactor) -> Iterator[tuple[str, bool]]:
    with scope.project(project):
        rows = Case.objects.filter(project_id=project).order_by("id")
        ids = sorted(set(rows.values_list("asset_id", flat=True)))
    for first in range(0, len(ids), BATCH):
        # No scope spans a yield: what is read of a batch is tried with none open.
        yield from _batch(project, redactor, [AssetId(one) for one in ids[first : first + BATCH]])


def _batch(project: ProjectId, redactor: Redactor, assets: list[AssetId]) -> list[tuple[str, bool]]:
    with scope.project(project):
        originals = read_assets(project, assets, states=list(AssetState))
        places = {one.asset: _places(project, one) for one in originals}
    texts = [one.body["content"] for one in originals]
    selected = redactor.detect_many(texts, [language_of_text(text) for text in texts])
    return [
        (kind, covers(hidden.hidden, start, end))
        for one, hidden in zip(originals, selected, strict=True)
        for start, end, kind in places[one.asset]
    ]


def _places(project: ProjectId, one: Original) -> list[tuple[int, int, str]]:
    found = []
    for case in Case.objects.filter(project_id=project, asset_id=one.asset):
        sealed = Sealed(zone=Raw, blob=bytes(case.body))
        clear = runtime.raw().open(project, one.key, sealed, case_place(project, case.id))
        start, end = json.loads(reveal_raw(clear))
        found.append((start, end, case.kind))
    return found


def covers(hidden: list[Finding], start: int, end: int) -> bool:
    """Say whether what is hidden, in order and without overlaps, covers a place whole."""
    at = start
    for finding in hidden:
        if finding.start <= at < finding.end:
            at = finding.end
    return at >= end
