"""Intake's background work, in the redactor: nobody else can open what was sealed."""

# SPDX-License-Identifier: Apache-2.0
from sealmark.access.domain import Action
from sealmark.assets.domain import SPLIT
from sealmark.assets.splitting import split
from sealmark.infra.jobs import job
from sealmark.tenancy.services import for_starters_who_may

split_upload = job(SPLIT, queue="redactor", enqueued_by={"web"})(
    for_starters_who_may(Action.INGEST)(split)
)
