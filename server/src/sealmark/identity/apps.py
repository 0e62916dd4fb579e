"""Django application of the identity context."""

# SPDX-License-Identifier: Apache-2.0
from django.apps import AppConfig


class IdentityConfig(AppConfig):
    """Accounts, sessions and one-time links."""

    name = "sealmark.identity"
    label = "identity"
