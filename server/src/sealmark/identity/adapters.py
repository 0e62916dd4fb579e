"""How the sign-in library is bent to our rules.

- Nobody signs up; nothing is mailed; the display name is the account's name.
- Throttling counts by e-mail address and by network address, whatever host name was asked, and
  answers 429.
- A new password ends all other sessions of the account.
- Second-factor secrets are sealed; single sign-on and passkeys are further adapters of the library.
"""

# SPDX-License-Identifier: Apache-2.0
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.headless.base.response import RateLimitResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.forms import ValidationError
from django.http import HttpRequest

from sealmark.identity import keys
from sealmark.identity.domain import normal_email
from sealmark.identity.models import Session, User
from sealmark.kernel.clock import SystemClock

SECOND_FACTOR = "second-factor"


def display_name(user: User) -> str:
    """Return the name that the library shows to the person themself."""
    return user.name


class AccountAdapter(DefaultAccountAdapter):
    """Closed sign-up, plain throttling, no mail."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts come from invitations and the command line only."""
        _ = request
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send nothing: there is no mail server, and one-time links are handed over by people."""

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """Set a password and end every other session of the account."""
        user.set_password(password)
        user.save(update_fields=["password"])
        now = SystemClock().now()
        others = Session.objects.filter(user_id=user.pk, ended_at=None)
        mine = getattr(self.request.session, "row", None)
        if isinstance(mine, Session):
            others = others.exclude(id=mine.id)
        others.update(ended_at=now, data="")

    def validation_error(self, code: str, *args: Any) -> ValidationError:  # noqa: ANN401 - the base's signature
        """Return the error of a form; too many attempts are no error of a form but a 429."""
        if code == "too_many_login_attempts":
            raise ImmediateHttpResponse(RateLimitResponse(context.request))
        error: ValidationError = super().validation_error(code, *args)
        return error

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:  # noqa: ANN401 - the base's signature
        # The library's own key holds the host name, which the caller chooses.
        _ = request
        return f"sign-in:{normal_email(str(credentials.get('email', '')))}"


class MfaAdapter(DefaultMFAAdapter):
    """Second factors whose secrets are sealed at rest."""

    def get_totp_issuer(self) -> str:
        """Return the name that an authenticator app shows."""
        return "Sealmark"

    def encrypt(self, text: str) -> str:
        """Seal a secret for the database."""
        return keys.seal(text, purpose=SECOND_FACTOR)

    def decrypt(self, encrypted_text: str) -> str:
        """Open a sealed secret; raise `SealBrokenError` if it is not ours."""
        return keys.unseal(encrypted_text, purpose=SECOND_FACTOR)
