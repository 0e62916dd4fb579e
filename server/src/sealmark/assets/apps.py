"""Django application of the assets context."""

# SPDX-License-Identifier: Apache-2.0
from django.apps import AppConfig


class AssetsConfig(AppConfig):
    """Originals, datasets, uploads."""

    name = "sealmark.assets"
    label = "assets"
