"""Redaction's background work, in the redactor."""

# SPDX-License-Identifier: Apache-2.0
from sealmark.access.domain import Action
from sealmark.infra.jobs import job
from sealmark.redaction import (
    adopting,
    carrying,
    deciding,
    measuring,
    misses,
    preparing,
    renewing,
    trying,
)
from sealmark.redaction.measured import MEASURE
from sealmark.redaction.pipeline import Redactor
from sealmark.redaction.policy_files import read_pack
from sealmark.redaction.publishing import AWAIT_YES, RENEW
from sealmark.redaction.replacing import MemorySurrogates, Secrets
from sealmark.redaction.reporting import FORGET_MISS, HIDE_MISS
from sealmark.redaction.services import ADOPT, DECIDE, PREPARE, SHOW
from sealmark.redaction.together import DECIDE_MANY
from sealmark.redaction.trials import TRY
from sealmark.tenancy.services import for_starters_who_may

adopt_policy = job(ADOPT, queue="redactor", enqueued_by={"web", "worker"})(
    for_starters_who_may(adopting.adopting)(adopting.adopt)
)
await_yes = job(AWAIT_YES, queue="worker", enqueued_by={"web"})(
    for_starters_who_may(Action.POLICY_APPROVE)(adopting.await_yes)
)
try_policy = job(TRY, queue="redactor", enqueued_by={"web"})(
    for_starters_who_may(Action.POLICY_EDIT)(trying.try_out)
)
renew_all = job(RENEW, queue="redactor", enqueued_by={"web"})(
    for_starters_who_may(Action.POLICY_PUBLISH)(renewing.renew)
)
prepare_upload = job(PREPARE, queue="redactor", enqueued_by={"redactor", "web"})(
    for_starters_who_may(Action.INGEST)(preparing.prepare)
)
show_held = job(SHOW, queue="redactor", enqueued_by={"web"})(
    for_starters_who_may(Action.QUARANTINE_READ)(deciding.show)
)
decide_held = job(DECIDE, queue="redactor", enqueued_by={"web"})(
    for_starters_who_may(deciding.deciding)(deciding.decide)
)
decide_many = job(DECIDE_MANY, queue="redactor", enqueued_by={"web"})(
    for_starters_who_may(carrying.carrying)(carrying.decide_many)
)
measure_policy = job(MEASURE, queue="redactor", enqueued_by={"web"})(
    for_starters_who_may(Action.POLICY_EDIT)(measuring.measure)
)

# No guard: a place that was reported is hidden whoever reported it.
hide_miss = job(HIDE_MISS, queue="redactor", enqueued_by={"web"})(misses.hide)
forget_miss = job(FORGET_MISS, queue="redactor", enqueued_by={"web"})(
    for_starters_who_may(Action.INCIDENT_DECIDE)(misses.forget)
)


def warm_up() -> None:
    """Load what the strictest pack needs, so that the first text does not wait for it."""
    Redactor(read_pack("hipaa"), Secrets(key=bytes(32), table=MemorySurrogates()))
