"""Django application of the vault context."""

# SPDX-License-Identifier: Apache-2.0
from django.apps import AppConfig


class VaultConfig(AppConfig):
    """Wrapped keys."""

    name = "sealmark.vault"
    label = "vault"
