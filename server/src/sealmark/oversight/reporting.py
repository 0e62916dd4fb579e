"""Report a miss: one transaction from "I see something" to nobody seeing it any more.

- Only whoever holds a lease on the text can report it: what they saw is what is taken back.
- What people wrote to each other about the text, repeating the place, is not shown any more.
- The reporter's own lease ends with everybody's; what they had saved comes back with the new text.
"""

# SPDX-License-Identifier: Apache-2.0
from sealmark.annotations.services import Finds
from sealmark.audit import services as audit
from sealmark.audit.domain import AuditEvent
from sealmark.audit.pseudonyms import pseudonym
from sealmark.kernel.clock import Clock
from sealmark.kernel.ids import TaskId, new_handle
from sealmark.modalities.text.same_words import same_words
from sealmark.oversight.models import Incident
from sealmark.redaction import services as redaction
from sealmark.redaction.domain import Seen
from sealmark.redaction.services import Shown
from sealmark.workflow import services as workflow
from sealmark.workflow.services import Person


def report_miss(
    person: Person, task: TaskId, seen: Seen | None, *, kind: str, clock: Clock
) -> None:
    """Take a text back from everybody and open an incident; without a place, the whole text."""
    now = clock.now()
    desk = workflow.taken_up(person, task, now=now)
    text = str(desk.rendition_content()["text"])
    length = len(text)
    miss = redaction.report(
        Shown(
            project=person.project,
            organization=person.organization,
            asset=desk.asset,
            rendition=desk.rendition,
            length=length,
        ),
        seen or Seen(start=0, end=length, kind=kind),
        by=person.user,
        clock=clock,
    )
    row = Incident(
        id=new_handle(),
        project_id=person.project,
        created_at=now,
        miss_id=miss.id,
        asset_id=desk.asset,
        opened_by=person.user,
        changed_at=now,
    )
    row.save(force_insert=True)
    finds = _finds(text[seen.start : seen.end] if seen else None)
    hushed = workflow.hush_written(person.project, desk.asset, finds, because=miss.id, at=now)
    audit.record(
        AuditEvent(
            kind="incident.opened",
            organization=person.organization,
            project=person.project,
            actor=pseudonym(person.project, person.user),
            facts={
                "incident": str(row.id),
                "miss": str(miss.id),
                "asset": str(desk.asset),
                "rendition": str(desk.rendition),
                "kind": miss.kind,
                "hushed": hushed,
                "whole": seen is None,
            },
        ),
        at=now,
    )


def _finds(words: str | None) -> Finds:
    """Tell what was written about a text and must not be read; of a whole text, all of it."""
    if words is None:
        return lambda _: True
    same = same_words(words)
    return lambda text: same is not None and same.search(text) is not None
