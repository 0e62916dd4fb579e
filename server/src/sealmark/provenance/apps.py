"""Django application of the provenance context."""

# SPDX-License-Identifier: Apache-2.0
from django.apps import AppConfig


class ProvenanceConfig(AppConfig):
    """Statements per revision."""

    name = "sealmark.provenance"
    label = "provenance"
