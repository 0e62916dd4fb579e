"""The password backend: right password and usable account, else nothing, after the same work.

- A suspended or expired account is refused exactly like a wrong password.
- For an address without an account one password hash is computed, as for one with an account.
"""

# SPDX-License-Identifier: Apache-2.0
from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

from sealmark.identity.domain import is_usable
from sealmark.identity.models import User
from sealmark.kernel.clock import SystemClock


class PasswordBackend(AuthenticationBackend):
    """Signs people in by e-mail and password."""

    def user_can_authenticate(self, user: AbstractBaseUser | AnonymousUser | None) -> bool:
        """Tell whether the account may be used now."""
        return isinstance(user, User) and is_usable(user.state, SystemClock().now())

    def _check_password(
        self, user: AbstractBaseUser | None, password: str
    ) -> AbstractBaseUser | None:
        # The library would remember an unusable account and send its owner to a page of its own.
        if user is None:
            return None
        self._did_check_password = True
        matches = user.check_password(password)
        return user if matches and self.user_can_authenticate(user) else None
