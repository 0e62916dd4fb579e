"""Django application of the notices context."""

# SPDX-License-Identifier: Apache-2.0
from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """What people should know of."""

    name = "sealmark.notices"
    label = "notices"
