"""What happens to label documents: the context's public verbs."""

# SPDX-License-Identifier: Apache-2.0
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
    "Goal",
    "Made",
    "MovedDocument",
    "NewRevision",
    "Under",
    "append",
    "body_place",
    "list_unplaced",
    "move_documents",
    "open_again",
    "open_bodies",
    "open_body",
    "open_documents",
    "seal_body",
]
