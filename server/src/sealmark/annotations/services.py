"""What happens to label documents: the context's public verbs."""

# SPDX-License-Identifier: Apache-2.0
from sealmark.annotations.following import FollowedDocument, follow, foreseen
from sealmark.annotations.hushing import Finds, comments_that, hush, unhush
from sealmark.annotations.issues import add_comment, mark_seen, move_issue, open_issue
from sealmark.annotations.moving import Goal, MovedDocument, list_unplaced, move_documents
from sealmark.annotations.revisions import (
    Appended,
    Made,
    NewRevision,
    Under,
    append,
    body_place,
    open_again,
    open_bodies,
    open_body,
    open_documents,
    seal_body,
)

__all__ = [
    "Appended",
    "Finds",
    "FollowedDocument",
    "Goal",
    "Made",
    "MovedDocument",
    "NewRevision",
    "Under",
    "add_comment",
    "append",
    "body_place",
    "comments_that",
    "follow",
    "foreseen",
    "hush",
    "list_unplaced",
    "mark_seen",
    "move_documents",
    "move_issue",
    "open_again",
    "open_bodies",
    "open_body",
    "open_documents",
    "open_issue",
    "seal_body",
    "unhush",
]
