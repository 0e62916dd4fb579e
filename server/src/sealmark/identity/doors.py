"""Which of the sign-in library's paths are open; every other one does not exist.

- A new version of the library opens nothing by itself.
- No sign-up, no change or confirmation of e-mail addresses, no password reset by mail.
"""

# SPDX-License-Identifier: Apache-2.0
from sealmark.identity.events import AccountEventKind

PREFIX = "/_allauth/"
_BASE = "/_allauth/browser/v1/"

OPEN: frozenset[tuple[str, str]] = frozenset(
    (method, _BASE + path)
    for path, methods in {
        "config": ("GET",),
        "auth/session": ("GET", "DELETE"),
        "auth/login": ("POST",),
        "auth/reauthenticate": ("POST",),
        "auth/2fa/authenticate": ("POST",),
        "auth/2fa/reauthenticate": ("POST",),
        "account/password/change": ("POST",),
        "account/authenticators": ("GET",),
        "account/authenticators/totp": ("GET", "POST", "DELETE"),
        "account/authenticators/recovery-codes": ("GET", "POST"),
    }.items()
    for method in methods
)

TELLING: dict[tuple[str, str], AccountEventKind] = {
    ("POST", _BASE + "auth/reauthenticate"): AccountEventKind.REAUTHENTICATED,
    ("POST", _BASE + "auth/2fa/reauthenticate"): AccountEventKind.REAUTHENTICATED,
    ("POST", _BASE + "account/password/change"): AccountEventKind.PASSWORD_CHANGED,
    ("POST", _BASE + "account/authenticators/totp"): AccountEventKind.SECOND_FACTOR_ADDED,
    ("DELETE", _BASE + "account/authenticators/totp"): AccountEventKind.SECOND_FACTOR_REMOVED,
    ("POST", _BASE + "account/authenticators/recovery-codes"): AccountEventKind.RECOVERY_CODES_MADE,
}
"""What a success on these paths means; signing in and out are told by who is there afterwards."""
