"""Django application of the redaction context."""

# SPDX-License-Identifier: Apache-2.0
from django.apps import AppConfig


class RedactionConfig(AppConfig):
    """Policies, renditions, clearances."""

    name = "sealmark.redaction"
    label = "redaction"
