"""Every table that is not project-scoped, with the reason: what is not here does not pass the gate.

- A table without `project_id` never passes by omission.
- The raw zone is named here, too: the gate refuses any other role that could reach into it.
- `secured=False` means that no runtime role holds any privilege on it, or that its rows say nothing
  about anybody (the reason says which).
"""

# SPDX-License-Identifier: Apache-2.0
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedTable:
    """One exception from project scoping."""

    name: str
    secured: bool
    reason: str


RAW_ZONE: Final = frozenset(
    {
        "assets_upload_part",
        "assets_original_part",
        "assets_fingerprint",
        "assets_subject",
        "assets_asset_subject",
        "redaction_held_part",
        "redaction_secret_map",
        "redaction_surrogate",
        "redaction_case",
        "vault_raw_key",
        "vault_raw_item_key",
        "vault_subject_key",
    }
)
"""Tables of originals and of what leads back to them: the redactor's alone."""

RAW_CONTENT: Final = frozenset({"body", "tag", "taken", "replacement", "wrapped"})
"""Columns of the raw zone that no other role reads, not even one column at a time."""

SEALED_INTO: Final = frozenset({("assets_upload_part", "web")})
"""Where somebody else may put something in, sealed."""

LISTED: tuple[ListedTable, ...] = (
    ListedTable(
        name="sealmark.scope_secret",
        secured=False,
        reason="keys that verify scopes; no runtime role holds any privilege",
    ),
    ListedTable(
        name="public.django_migrations", secured=False, reason="schema history; owner only"
    ),
    ListedTable(
        name="public.django_content_type", secured=False, reason="framework table; owner only"
    ),
    ListedTable(
        name="public.auth_permission", secured=False, reason="framework table, unused; owner only"
    ),
    ListedTable(
        name="public.auth_group", secured=False, reason="framework table, unused; owner only"
    ),
    ListedTable(
        name="public.auth_group_permissions",
        secured=False,
        reason="framework table, unused; owner only",
    ),
    ListedTable(
        name="public.infra_cache",
        secured=False,
        reason="sign-in throttling counters under hashed keys; holds no content",
    ),
    ListedTable(
        name="public.procrastinate_jobs",
        secured=True,
        reason="queue rows hold ids and a MAC; each queue is changed by its own runner only",
    ),
    ListedTable(
        name="public.procrastinate_events", secured=False, reason="state changes of queue rows, ids"
    ),
    ListedTable(
        name="public.procrastinate_periodic_defers",
        secured=False,
        reason="when a periodic job was last enqueued",
    ),
    ListedTable(
        name="public.procrastinate_workers", secured=False, reason="heartbeats of job runners"
    ),
    ListedTable(
        name="public.identity_user",
        secured=True,
        reason="an account belongs to a person: principal scope, or the sign-in door",
    ),
    ListedTable(
        name="public.identity_session",
        secured=True,
        reason="a session belongs to a person: principal scope, or the sign-in door",
    ),
    ListedTable(
        name="public.identity_signin_link",
        secured=True,
        reason="one-time links: the sign-in door finds one by its digest; organizations add theirs",
    ),
    ListedTable(
        name="public.identity_preferences",
        secured=True,
        reason="how a person likes their screen: principal scope, words and keys",
    ),
    ListedTable(
        name="public.notices_notice",
        secured=True,
        reason="told in the scope of what happened, read by its person only; kinds and ids",
    ),
    ListedTable(
        name="public.account_emailaddress",
        secured=True,
        reason="belongs to a person: principal scope, or the sign-in door",
    ),
    ListedTable(
        name="public.account_emailconfirmation",
        secured=True,
        reason="belongs to a person: principal scope, or the sign-in door",
    ),
    ListedTable(
        name="public.mfa_authenticator",
        secured=True,
        reason="belongs to a person: principal scope, or the sign-in door; secrets encrypted",
    ),
    ListedTable(
        name="public.tenancy_organization",
        secured=True,
        reason="organization scope; its members see that it exists",
    ),
    ListedTable(
        name="public.tenancy_membership",
        secured=True,
        reason="organization scope; a person sees their own",
    ),
    ListedTable(
        name="public.tenancy_project",
        secured=True,
        reason="project or organization scope; a member sees their own projects",
    ),
    ListedTable(
        name="public.tenancy_project_member",
        secured=True,
        reason="project or organization scope; a person sees their own",
    ),
    ListedTable(
        name="public.tenancy_invitation",
        secured=True,
        reason="organization scope; the sign-in door finds one by the hash of its secret",
    ),
    ListedTable(
        name="public.audit_event",
        secured=True,
        reason="outbox of every organization: inserted under any scope of that organization",
    ),
    ListedTable(
        name="public.audit_leaf", secured=True, reason="one log per organization, append-only"
    ),
    ListedTable(
        name="public.audit_tile", secured=True, reason="one log per organization, append-only"
    ),
    ListedTable(
        name="public.audit_cursor", secured=True, reason="how far the sequencer has read; no ids"
    ),
    ListedTable(
        name="public.audit_checkpoint", secured=True, reason="one log per organization, append-only"
    ),
)
