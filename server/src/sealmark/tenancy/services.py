"""All that can be done to organizations, projects, members and invitations, to import from."""

# SPDX-License-Identifier: Apache-2.0
from sealmark.tenancy.invitations import (
    accept_as,
    accept_with_new_account,
    invite,
    preview_invitation,
    revoke_invitation,
)
from sealmark.tenancy.people import (
    create_organization,
    end_membership,
    make_reset_link,
    record_account_event,
    resume_member,
    set_membership_end,
    set_organization_role,
    suspend_member,
)
from sealmark.tenancy.projects import (
    close_project,
    create_project,
    end_role,
    grant_role,
    join_steps,
    rename_project,
    reopen_project,
    separate_steps,
)
from sealmark.tenancy.protection import (
    ask_to_unprotect,
    end_exemption,
    exempt,
    keep_protected,
    protect,
    show_text,
    unprotect,
)
from sealmark.tenancy.starting import for_starters_who_may

__all__ = [
    "accept_as",
    "accept_with_new_account",
    "ask_to_unprotect",
    "close_project",
    "create_organization",
    "create_project",
    "end_exemption",
    "end_membership",
    "end_role",
    "exempt",
    "for_starters_who_may",
    "grant_role",
    "invite",
    "join_steps",
    "keep_protected",
    "make_reset_link",
    "preview_invitation",
    "protect",
    "record_account_event",
    "rename_project",
    "reopen_project",
    "resume_member",
    "revoke_invitation",
    "separate_steps",
    "set_membership_end",
    "set_organization_role",
    "show_text",
    "suspend_member",
    "unprotect",
]
