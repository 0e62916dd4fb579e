"""The draft of a policy: one for each project, shared by its stewards, kept sealed.

- It may be anything that can be typed, also what is not a policy yet: nothing is lost.
- Whoever saves names the draft that they read; saving over somebody else's later one is refused.
"""

# SPDX-License-Identifier: Apache-2.0
from dataclasses import dataclass, field
from datetime import datetime

from sealmark.kernel.clock import Clock
from sealmark.kernel.ids import ProjectId, UserId, new_uuid
from sealmark.redaction import selectors
from sealmark.redaction.acting import Steward, record
from sealmark.redaction.errors import DraftChangedError, PolicyInvalidError
from sealmark.redaction.models import PolicyDraft
from sealmark.redaction.policy_files import MAX_POLICY_BYTES
from sealmark.redaction.sealing import draft_place
from sealmark.vault import runtime
from sealmark.vault.domain import Sealed, Work
from sealmark.vault.services import mark_written


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What stewards have written so far; `base` is the number that it was begun from."""

    yaml: str = field(repr=False)
    seq: int
    base: int
    saved_by: UserId
    saved_at: datetime


def find_draft(project: ProjectId) -> Draft | None:
    """Open the project's draft, if there is one."""
    row = PolicyDraft.objects.filter(project_id=project).first()
    if row is None:
        return None
    sealed = Sealed(zone=Work, blob=bytes(row.document))
    clear = runtime.work().open_for_project(project, sealed, draft_place(project, row.id))
    return Draft(
        yaml=clear.reveal_text(),
        seq=row.seq,
        base=row.base,
        saved_by=UserId(row.saved_by),
        saved_at=row.saved_at,
    )


def save_draft(steward: Steward, yaml: str, *, read: int, clock: Clock) -> Draft:
    """Keep the draft; `read` is the `seq` that it was made from, 0 if there was none."""
    if len(yaml.encode("utf-8", "surrogatepass")) > MAX_POLICY_BYTES:
        raise PolicyInvalidError("The draft is larger than 4 MiB. Split its dictionaries.")
    row = PolicyDraft.objects.select_for_update().filter(project_id=steward.project).first()
    if (row.seq if row else 0) != read:
        raise DraftChangedError
    in_force = selectors.policy_in_force(steward.project)
    fresh = PolicyDraft(
        id=row.id if row else new_uuid(),
        project_id=steward.project,
        created_at=row.created_at if row else clock.now(),
        base=row.base if row else (in_force.number if in_force else 0),
        seq=read + 1,
        saved_by=steward.user,
        saved_at=clock.now(),
    )
    at = draft_place(steward.project, fresh.id)
    document = mark_written(yaml.encode("utf-8", "surrogatepass"))
    fresh.document = runtime.work().seal_for_project(steward.project, document, at).blob
    if row is None:
        fresh.save(force_insert=True)
    else:
        changed = ["document", "seq", "base", "saved_by", "saved_at"]
        fresh.save(force_update=True, update_fields=changed)
    _told("saved", steward, fresh.seq)
    return Draft(
        yaml=yaml,
        seq=fresh.seq,
        base=fresh.base,
        saved_by=steward.user,
        saved_at=fresh.saved_at,
    )


def discard_draft(steward: Steward) -> None:
    """Throw the draft away."""
    row = PolicyDraft.objects.filter(project_id=steward.project).first()
    if row is not None:
        row.delete()
        _told("discarded", steward, row.seq)


def drop_published(project: ProjectId, yaml: str) -> None:
    """Forget the draft that became a version; another one stays. Its caller records the version."""
    draft = find_draft(project)
    if draft is not None and draft.yaml == yaml:
        PolicyDraft.objects.filter(project_id=project).delete()


def _told(what: str, steward: Steward, seq: int) -> None:
    kind = f"policy.draft-{what}"
    record(kind, steward.project, steward.organization, steward.user, {"seq": seq})
