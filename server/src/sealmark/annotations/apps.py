"""Django application of the annotations context."""

# SPDX-License-Identifier: Apache-2.0
from django.apps import AppConfig


class AnnotationsConfig(AppConfig):
    """Label documents and revisions."""

    name = "sealmark.annotations"
    label = "annotations"
