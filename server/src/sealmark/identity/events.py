"""What happens to accounts and sessions, for those above who keep a log of it."""

# SPDX-License-Identifier: Apache-2.0
from dataclasses import dataclass
from enum import StrEnum

from sealmark.kernel.ids import SessionId, UserId


class AccountEventKind(StrEnum):
    """What happened; the value is the kind of the audit event."""

    SESSION_OPENED = "session.opened"
    SESSION_ENDED = "session.ended"
    REAUTHENTICATED = "session.reauthenticated"
    PASSWORD_CHANGED = "account.password-changed"  # noqa: S105 - an event, not a password
    SECOND_FACTOR_ADDED = "account.second-factor-added"
    SECOND_FACTOR_REMOVED = "account.second-factor-removed"
    RECOVERY_CODES_MADE = "account.recovery-codes-made"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountEvent:
    """Something happened to a person's account, in the open transaction and principal scope."""

    kind: AccountEventKind
    user: UserId
    session: SessionId | None = None
