"""Django application of the ontology context."""

# SPDX-License-Identifier: Apache-2.0
from django.apps import AppConfig


class OntologyConfig(AppConfig):
    """Label schema and guidelines."""

    name = "sealmark.ontology"
    label = "ontology"
