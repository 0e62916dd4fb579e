"""Django application of the audit context."""

# SPDX-License-Identifier: Apache-2.0
from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Events, Merkle log, checkpoints."""

    name = "sealmark.audit"
    label = "audit"
