"""Django application of the infra context."""

# SPDX-License-Identifier: Apache-2.0
from django.apps import AppConfig


class InfraConfig(AppConfig):
    """Scopes, jobs and their tables."""

    name = "sealmark.infra"
    label = "infra"
