"""Django application of the export context."""

# SPDX-License-Identifier: Apache-2.0
from django.apps import AppConfig


class ExportConfig(AppConfig):
    """Policy-gated release."""

    name = "sealmark.export"
    label = "export"
