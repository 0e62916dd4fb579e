"""Intake's background work, in the redactor: nobody else can open what was sealed."""

# SPDX-License-Identifier: Apache-2.0
from sealmark.assets.domain import SPLIT
from sealmark.assets.splitting import split
from sealmark.infra.jobs import job

split_upload = job(SPLIT, queue="redactor", enqueued_by={"web"})(split)
