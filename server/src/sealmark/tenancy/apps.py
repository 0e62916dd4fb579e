"""Django application of the tenancy context."""

# SPDX-License-Identifier: Apache-2.0
from django.apps import AppConfig


class TenancyConfig(AppConfig):
    """Organizations, projects, memberships and invitations."""

    name = "sealmark.tenancy"
    label = "tenancy"
