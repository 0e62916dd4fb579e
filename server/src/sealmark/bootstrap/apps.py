"""The last application to be ready: it wires events to handlers."""

# SPDX-License-Identifier: Apache-2.0
from django.apps import AppConfig

from sealmark.infra.events import wire_when_ready


class BootstrapConfig(AppConfig):
    """Wires the process once all models are known."""

    name = "sealmark.bootstrap"
    label = "bootstrap"

    def ready(self) -> None:
        """Connect events with handlers."""
        wire_when_ready("sealmark.bootstrap.wiring:wire")
