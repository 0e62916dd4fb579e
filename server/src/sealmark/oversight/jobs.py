"""Oversight's background work, in the worker."""

# SPDX-License-Identifier: Apache-2.0
from sealmark.access.domain import Action
from sealmark.infra.jobs import job
from sealmark.oversight.figures import count
from sealmark.oversight.privacy import COUNT
from sealmark.tenancy.services import for_starters_who_may

count_figures = job(COUNT, queue="worker", enqueued_by={"web"})(
    for_starters_who_may(Action.PRIVACY_READ)(count)
)
