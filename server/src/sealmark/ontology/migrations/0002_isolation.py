"""Schemas and guidelines are read by all and never changed."""

# SPDX-License-Identifier: Apache-2.0
from django.db import migrations

from sealmark.infra.sql import project_table

TABLES = {
    "ontology_version": {
        "web": "SELECT, INSERT",
        "worker": "SELECT",
        "redactor": "SELECT",
    },
    "ontology_guideline_version": {
        "web": "SELECT, INSERT",
        "worker": "SELECT",
        "redactor": "SELECT",
    },
}


class Migration(migrations.Migration):
    dependencies = [("infra", "0003_isolation"), ("ontology", "0001_initial")]
    operations = [
        *[project_table(table, grants=grants) for table, grants in TABLES.items()],
    ]
