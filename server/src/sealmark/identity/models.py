"""Accounts, their sessions, and links that work once.

- Keys of sessions and links are stored as keyed digests only.
- No address, no device, no place: of a browser only its family is kept.
"""

# SPDX-License-Identifier: Apache-2.0
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from sealmark.identity.domain import AccountState, AgentFamily, LinkPurpose
from sealmark.kernel.ids import new_uuid


class UserManager(BaseUserManager["User"]):
    """Finds accounts; `services.create_account` makes them."""


class User(AbstractBaseUser):
    """An account of one person. `managed_by`: the organization that may reset its password."""

    id = models.UUIDField(primary_key=True, default=new_uuid, editable=False)
    email = models.TextField(unique=True)
    name = models.TextField()
    managed_by = models.UUIDField(null=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(editable=False)
    suspended_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        db_table = "identity_user"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")),
                name="identity_user_email_lower",
            )
        ]

    def __str__(self) -> str:
        """Return the id: names and addresses do not get into messages and logs."""
        return str(self.id)

    @property
    def state(self) -> AccountState:
        """What decides whether this account may be used."""
        return AccountState(
            is_active=self.is_active, suspended=self.suspended_at, expires=self.expires_at
        )


class Session(models.Model):
    """A browser or program that is signed in, or on its way."""

    id = models.UUIDField(primary_key=True, default=new_uuid, editable=False)
    key_hash = models.BinaryField(unique=True)
    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="+")
    data = models.TextField(default="")
    agent = models.TextField(choices=[(f, f) for f in AgentFamily], default=AgentFamily.OTHER)
    created_at = models.DateTimeField(editable=False)
    last_seen_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "identity_session"

    def __str__(self) -> str:
        return str(self.id)


class Preferences(models.Model):
    """How one person likes their screen: words, keys, and how selections snap."""

    user_id = models.UUIDField(primary_key=True)
    language = models.TextField(default="")
    preset = models.TextField(default="")
    keys = models.JSONField(default=dict)
    snap = models.TextField(default="", db_default="")

    class Meta:
        db_table = "identity_preferences"

    def __str__(self) -> str:
        return str(self.user_id)


class SigninLink(models.Model):
    """A link that works once; the secret in it is not kept.

    A link made by an organization works only for accounts that it manages.
    """

    id = models.UUIDField(primary_key=True, default=new_uuid, editable=False)
    token_hash = models.BinaryField(unique=True)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    purpose = models.TextField(choices=[(p, p) for p in LinkPurpose])
    organization_id = models.UUIDField(null=True)
    issued_by = models.UUIDField(null=True)
    created_at = models.DateTimeField(editable=False)
    valid_until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "identity_signin_link"

    def __str__(self) -> str:
        return str(self.id)
