"""Statements are inserted with their revision and never changed."""

# SPDX-License-Identifier: Apache-2.0
from django.db import migrations

from sealmark.infra.sql import project_table, reference

TABLES = {
    "provenance_statement": {
        "web": "SELECT, INSERT",
        "worker": "SELECT",
        "redactor": "SELECT, INSERT",
    },
}

REFERENCES = [
    ("provenance_statement", ("project_id", "id"), "annotations_revision"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("infra", "0003_isolation"),
        ("provenance", "0001_initial"),
        ("annotations", "0002_isolation"),
    ]
    operations = [
        *[project_table(table, grants=grants) for table, grants in TABLES.items()],
        *[reference(*pointer) for pointer in REFERENCES],
    ]
