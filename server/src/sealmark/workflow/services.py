"""What people do with tasks, and how steps and tasks come to be: the context's public verbs."""

# SPDX-License-Identifier: Apache-2.0
from sealmark.workflow.again import reopen, take_again
from sealmark.workflow.assigning import (
    Changed,
    Manager,
    assign,
    forget_assignee,
    prioritise,
    put_back,
    unassign,
)
from sealmark.workflow.domain import Scan
from sealmark.workflow.drafts import Kept, save_draft
from sealmark.workflow.leasing import (
    Leased,
    Person,
    end_all_leases,
    end_leases_of,
    heartbeat,
    lease_again,
    lease_next,
    release,
    skip,
)
from sealmark.workflow.reviewing import accept, correct, send_back
from sealmark.workflow.setup import change_steps, create_steps, open_tasks
from sealmark.workflow.submission import Submitted, submit
from sealmark.workflow.withdrawing import go_on, withdraw

__all__ = [
    "Changed",
    "Kept",
    "Leased",
    "Manager",
    "Person",
    "Scan",
    "Submitted",
    "accept",
    "assign",
    "change_steps",
    "correct",
    "create_steps",
    "end_all_leases",
    "end_leases_of",
    "forget_assignee",
    "go_on",
    "heartbeat",
    "lease_again",
    "lease_next",
    "open_tasks",
    "prioritise",
    "put_back",
    "release",
    "reopen",
    "save_draft",
    "send_back",
    "skip",
    "submit",
    "take_again",
    "unassign",
    "withdraw",
]
