"""Who may read which wrapped key: raw-zone keys are the redactor's alone."""

# SPDX-License-Identifier: Apache-2.0
from django.db import migrations

from sealmark.infra.sql import project_table

TABLES = {
    "vault_raw_key": {
        "redactor": "SELECT, INSERT, UPDATE",
    },
    "vault_raw_item_key": {
        "redactor": "SELECT, INSERT, UPDATE",
    },
    "vault_subject_key": {
        "redactor": "SELECT, INSERT, UPDATE",
    },
    "vault_work_key": {
        "web": "SELECT, INSERT",
        "worker": "SELECT",
        "redactor": "SELECT",
    },
    "vault_work_item_key": {
        "web": "SELECT",
        "worker": "SELECT",
        "redactor": "SELECT, INSERT, UPDATE",
    },
}


class Migration(migrations.Migration):
    dependencies = [("infra", "0003_isolation"), ("vault", "0001_initial")]
    operations = [
        *[project_table(table, grants=grants) for table, grants in TABLES.items()],
    ]
