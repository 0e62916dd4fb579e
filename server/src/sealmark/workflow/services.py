"""What people do with tasks, and how steps and tasks come to be: the context's public verbs."""

# SPDX-License-Identifier: Apache-2.0
from sealmark.workflow.again import reopen, take_again
from sealmark.workflow.asking import Speaker, ask, close, reply, see
from sealmark.workflow.assigning import (
    Changed,
    Manager,
    assign,
    forget_assignee,
    prioritise,
    put_back,
    unassign,
)
from sealmark.workflow.domain import Note, Scan
from sealmark.workflow.drafts import Kept, save_draft
from sealmark.workflow.following import (
    MOST_COUNTED,
    Preview,
    Touched,
    do_anew,
    preview,
    touched,
    unheld,
)
from sealmark.workflow.hushing import hush_written, unhush_written
from sealmark.workflow.issue_lists import IssueShown, listed
from sealmark.workflow.issue_lists import counts as issue_counts
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
    taken_up,
)
from sealmark.workflow.reviewing import accept, correct, send_back
from sealmark.workflow.setup import change_steps, create_steps, open_tasks
from sealmark.workflow.submission import Submitted, submit
from sealmark.workflow.withdrawing import go_on, withdraw

__all__ = [
    "MOST_COUNTED",
    "Changed",
    "IssueShown",
    "Kept",
    "Leased",
    "Manager",
    "Note",
    "Person",
    "Preview",
    "Scan",
    "Speaker",
    "Submitted",
    "Touched",
    "accept",
    "ask",
    "assign",
    "change_steps",
    "close",
    "correct",
    "create_steps",
    "do_anew",
    "end_all_leases",
    "end_leases_of",
    "forget_assignee",
    "go_on",
    "heartbeat",
    "hush_written",
    "issue_counts",
    "lease_again",
    "lease_next",
    "listed",
    "open_tasks",
    "preview",
    "prioritise",
    "put_back",
    "release",
    "reopen",
    "reply",
    "save_draft",
    "see",
    "send_back",
    "skip",
    "submit",
    "take_again",
    "taken_up",
    "touched",
    "unassign",
    "unheld",
    "unhush_written",
    "withdraw",
]
