"""Export's background work: the worker gathers and builds, the redactor opens what it must."""

# SPDX-License-Identifier: Apache-2.0
from sealmark.export import aligned, building, expiring, gathering
from sealmark.infra.jobs import job

gather_export = job(gathering.GATHER, queue="worker", enqueued_by={"web"})(gathering.gather)
rejoin_export = job(gathering.REJOIN, queue="redactor", enqueued_by={"worker"})(aligned.rejoin)
align_export = job(gathering.ALIGN, queue="redactor", enqueued_by={"worker"})(aligned.align)
build_export = job(gathering.BUILD, queue="worker", enqueued_by={"redactor"})(building.build)
expire_export = job(expiring.EXPIRE, queue="worker", enqueued_by={"worker"})(expiring.expire)
