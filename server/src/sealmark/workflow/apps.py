"""Django application of the workflow context."""

# SPDX-License-Identifier: Apache-2.0
from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    """Steps, tasks, leases, drafts."""

    name = "sealmark.workflow"
    label = "workflow"
