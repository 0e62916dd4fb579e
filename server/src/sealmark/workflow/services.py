"""What people do with tasks, and how steps and tasks come to be: the context's public verbs."""

# SPDX-License-Identifier: Apache-2.0
from sealmark.workflow.domain import Scan
from sealmark.workflow.drafts import save_draft
from sealmark.workflow.leasing import (
    Leased,
    Person,
    end_leases_of,
    heartbeat,
    lease_again,
    lease_next,
    release,
    reopen,
    skip,
)
from sealmark.workflow.reviewing import accept, correct, send_back
from sealmark.workflow.setup import change_steps, create_steps, open_tasks
from sealmark.workflow.submission import Submitted, submit

__all__ = [
    "Leased",
    "Person",
    "Scan",
    "Submitted",
    "accept",
    "change_steps",
    "correct",
    "create_steps",
    "end_leases_of",
    "heartbeat",
    "lease_again",
    "lease_next",
    "open_tasks",
    "release",
    "reopen",
    "save_draft",
    "send_back",
    "skip",
    "submit",
]
