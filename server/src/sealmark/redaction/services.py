"""What people ask of redaction: propose a policy, look at what is held back, decide about it.

- A proposed version is a row; the redactor takes it into force after holding it against its floor.
- A steward's look is a request that the redactor answers: what is held back stays in the raw zone,
  and the redactor seals it anew for this steward, this session, these minutes.
- Decisions carry a reason, sealed; the redactor acts on them.
"""

# SPDX-License-Identifier: Apache-2.0
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sealmark.assets import selectors as assets
from sealmark.audit.domain import Fact
from sealmark.infra import jobs
from sealmark.kernel.clock import Clock
from sealmark.kernel.errors import NotFoundError
from sealmark.kernel.ids import (
    AssetId,
    JobId,
    OrganizationId,
    ProjectId,
    RenditionId,
    UserId,
    new_handle,
    new_uuid,
)
from sealmark.redaction import recalling, selectors
from sealmark.redaction.acting import Steward, record, refuse_unreasoned
from sealmark.redaction.drafts import Draft, discard_draft, drop_published, find_draft, save_draft
from sealmark.redaction.errors import (
    NotHeldError,
    NothingToRecallError,
    ReasonNeededError,
)
from sealmark.redaction.held_models import Hold
from sealmark.redaction.measured import ask_to_measure
from sealmark.redaction.models import Decision, PolicyVersion, Rendition, Viewing
from sealmark.redaction.policy import Policy
from sealmark.redaction.policy_files import read_pack, read_policy, write_policy
from sealmark.redaction.publishing import (
    approve_policy,
    cancel_renewing,
    refuse_policy,
    start_renewing,
)
from sealmark.redaction.registry import load_detectors
from sealmark.redaction.reporting import Shown, forget, report
from sealmark.redaction.sealing import decision_place, policy_place, reason_place
from sealmark.redaction.selection import Selection
from sealmark.redaction.together import (
    Act,
    Chosen,
    Foreseen,
    Taken,
    decide_many,
    foresee_release,
    resume_deciding,
    stop_deciding,
)
from sealmark.redaction.trials import TrialView, Wanted, cancel_trial, find_trial, try_policy
from sealmark.redaction.versions import ADOPT, GOES_ON, state_of
from sealmark.redaction.wishes import ask_for_change, close_wish
from sealmark.vault import runtime
from sealmark.vault.services import mark_written

__all__ = [
    "ADOPT",
    "DECIDE",
    "PREPARE",
    "SHOW",
    "Act",
    "Chosen",
    "Draft",
    "Foreseen",
    "Place",
    "Shown",
    "Steward",
    "Taken",
    "TrialView",
    "Wanted",
    "WrittenScanner",
    "approve_policy",
    "ask_for_change",
    "ask_to_look",
    "ask_to_measure",
    "cancel_renewing",
    "cancel_trial",
    "close_wish",
    "decide_many",
    "discard_draft",
    "find_draft",
    "find_trial",
    "foresee_release",
    "forget",
    "held_view",
    "hide_more",
    "propose_policy",
    "refuse_policy",
    "release",
    "report",
    "resume_deciding",
    "save_draft",
    "start_renewing",
    "stop_deciding",
    "take_back",
    "try_policy",
    "written_scanner",
]

PREPARE = "redaction.prepare"
SHOW = "redaction.show-held"
DECIDE = "redaction.decide"
LOOK = timedelta(minutes=10)
MODELS = frozenset({"ner", "gazetteer", "unknown_capitals"})
"""Detectors that load a model or guess: not for what people write themselves."""
BY_LISTS = "full_names"
"""What stands in for them there: names by the lists alone."""
SURE = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A stretch of a held rendition that a steward hides, in code points."""

    start: int
    end: int
    kind: str


def propose_policy(
    project: ProjectId,
    yaml: str,
    *,
    reason: str,
    by: UserId,
    organization: OrganizationId,
    clock: Clock,
) -> PolicyVersion:
    """Put down a new policy version and ask the redactor to take it into force."""
    policy = read_policy(yaml)
    refuse_unreasoned(reason)
    latest = selectors.latest_policy(project)
    same = latest is not None and latest.digest == policy.digest
    if latest is not None and same and state_of(project, latest) in GOES_ON:
        return latest
    row = PolicyVersion(
        id=new_uuid(),
        project_id=project,
        created_at=clock.now(),
        number=latest.number + 1 if latest else 1,
        digest=policy.digest,
        created_by=by,
    )
    vault = runtime.work()
    document = mark_written(write_policy(policy).encode())
    row.document = vault.seal_for_project(project, document, policy_place(project, row.id)).blob
    sealed = vault.seal_for_project(
        project, mark_written(reason.encode()), reason_place(project, row.id)
    )
    row.reason = sealed.blob
    row.save(force_insert=True)
    drop_published(project, yaml)
    jobs.enqueue(ADOPT, project=project, subject=row.id, by=by, clock=clock)
    facts: dict[str, Fact] = {
        "policy": str(row.id),
        "number": row.number,
        "digest": row.digest,
    }
    record("policy.proposed", project, organization, by, facts)
    return row


def ask_to_look(steward: Steward, asset: AssetId, *, clock: Clock, ahead: bool = False) -> Viewing:
    """Ask the redactor to show what it holds back of an asset, to this steward, for minutes.

    What is asked for `ahead` counts as a look only once it is fetched.
    """
    rendition = _held(steward.project, asset)
    now = clock.now()
    row = Viewing(
        id=new_handle(),
        project_id=steward.project,
        created_at=now,
        rendition_id=rendition.id,
        steward=steward.user,
        session_id=steward.session,
        expires_at=now + LOOK,
        ahead=ahead,
    )
    row.save(force_insert=True)
    jobs.enqueue(SHOW, project=steward.project, subject=row.id, by=steward.user, clock=clock)
    facts: dict[str, Fact] = {"asset": str(asset), "rendition": str(rendition.id)}
    kind = "quarantine.prepared" if ahead else "quarantine.viewed"
    record(kind, steward.project, steward.organization, steward.user, facts)
    return row


def hide_more(
    steward: Steward, asset: AssetId, places: Sequence[Place], *, reason: str, clock: Clock
) -> JobId:
    """Have more places of a held rendition hidden; the redactor makes a new rendition of it."""
    body = [{"start": one.start, "end": one.end, "kind": one.kind} for one in places]
    if not body:
        raise ReasonNeededError("Mark at least one place to hide.", field="places")
    return _decide(
        steward, asset, Decision.Kind.HIDE, reason=reason, extra={"places": body}, clock=clock
    )


# allow-audited: the recall records its own event, with the decision's clearance.
def take_back(steward: Steward, asset: AssetId, *, reason: str, clock: Clock) -> JobId:
    """Recall what is cleared of an asset, at once; the redactor then holds it in quarantine."""
    refuse_unreasoned(reason)
    standing = selectors.standing_clearances(steward.project, [asset])
    if not standing:
        if selectors.newest_rendition(steward.project, asset) is None:
            raise NotFoundError
        raise NothingToRecallError
    row = _decision(
        steward,
        asset,
        RenditionId(standing[-1].rendition_id),
        Decision.Kind.RECALL,
        body={"reason": reason},
        clock=clock,
    )
    recalling.recall(
        steward.project,
        steward.organization,
        [asset],
        cause=recalling.Cause.DECIDED,
        by=steward.user,
        decision=row.id,
        at=clock.now(),
    )
    return jobs.enqueue(
        DECIDE, project=steward.project, subject=row.id, by=steward.user, clock=clock
    )


def release(steward: Steward, asset: AssetId, *, reason: str, clock: Clock) -> JobId:
    """Have a held rendition cleared as it stands, with a reason."""
    return _decide(steward, asset, Decision.Kind.RELEASE, reason=reason, extra={}, clock=clock)


def _decide(
    steward: Steward,
    asset: AssetId,
    kind: Decision.Kind,
    *,
    reason: str,
    extra: dict[str, object],
    clock: Clock,
) -> JobId:
    refuse_unreasoned(reason)
    rendition = _held(steward.project, asset)
    row = _decision(
        steward,
        asset,
        RenditionId(rendition.id),
        kind,
        body={"reason": reason, **extra},
        clock=clock,
    )
    facts: dict[str, Fact] = {
        "asset": str(asset),
        "rendition": str(rendition.id),
        "decision": str(row.id),
    }
    record(f"quarantine.{kind}", steward.project, steward.organization, steward.user, facts)
    return jobs.enqueue(
        DECIDE, project=steward.project, subject=row.id, by=steward.user, clock=clock
    )


def _decision(
    steward: Steward,
    asset: AssetId,
    rendition: RenditionId,
    kind: Decision.Kind,
    *,
    body: dict[str, object],
    clock: Clock,
) -> Decision:
    row = Decision(
        id=new_uuid(),
        project_id=steward.project,
        created_at=clock.now(),
        asset_id=asset,
        rendition_id=rendition,
        kind=kind,
        by=steward.user,
    )
    at = decision_place(steward.project, row.id)
    written = mark_written(json.dumps(body).encode())
    row.body = runtime.work().seal_for_project(steward.project, written, at).blob
    row.save(force_insert=True)
    return row


def _held(project: ProjectId, asset: AssetId) -> Rendition:
    if not assets.is_quarantined(project, asset):
        raise NotFoundError
    row = selectors.newest_rendition(project, asset)
    if row is None:
        raise NotHeldError
    return row


def held_view(steward: Steward, viewing: UUID, *, clock: Clock) -> dict[str, object] | None:
    """Return what the redactor showed for a request of this steward; None while it prepares."""
    row = Viewing.objects.filter(
        project_id=steward.project,
        id=viewing,
        steward=steward.user,
        session_id=steward.session,
        expires_at__gt=clock.now(),
    ).first()
    if row is None:
        raise NotFoundError
    if row.body is None:
        return None
    if row.ahead:
        facts: dict[str, Fact] = {"rendition": str(row.rendition_id)}
        record("quarantine.viewed", steward.project, steward.organization, steward.user, facts)
    held = Hold.objects.filter(project_id=steward.project, rendition_id=row.rendition_id)
    held.filter(seen_at__isnull=True).update(seen_at=clock.now())
    return {**selectors.open_view(row), "expires_at": row.expires_at}


class WrittenScanner:
    """Finds identifiers in what people write, by rules: cheap, and without a model."""

    def __init__(self, policy: Policy) -> None:
        """Load the rule detectors of `policy`."""
        self._detectors = load_detectors(
            [*(name for name in policy.detectors if name not in MODELS), BY_LISTS], policy.setup
        )
        self._selection = Selection(policy)

    def scan(self, text: str) -> list[dict[str, object]]:
        """Return places (code points) and kinds of what the policy would hide for sure."""
        found = [f for d in self._detectors for f in d.detect(text, language="en")]
        sure = [f for f in self._selection.of(text, found).hidden if f.score >= SURE]
        return [{"start": f.start, "end": f.end, "kind": f.kind} for f in sure]


def written_scanner() -> WrittenScanner:
    """Return a scanner that holds what people write to the strictest pack's direct identifiers."""
    return WrittenScanner(read_pack("hipaa"))
