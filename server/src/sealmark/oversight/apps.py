"""Django application of the oversight context."""

# SPDX-License-Identifier: Apache-2.0
from django.apps import AppConfig


class OversightConfig(AppConfig):
    """Incidents and their steps."""

    name = "sealmark.oversight"
    label = "oversight"
