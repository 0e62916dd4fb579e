"""A request and its approvals never change; only the progress of its release does."""

# SPDX-License-Identifier: Apache-2.0
from django.db import migrations

from sealmark.infra.sql import project_table, reference

TABLES = {
    "export_request": {
        "web": "SELECT, INSERT",
        "worker": "SELECT",
        "redactor": "SELECT",
    },
    "export_approval": {
        "web": "SELECT, INSERT",
        "worker": "SELECT",
        "redactor": "SELECT",
    },
    "export_release": {
        "web": "SELECT, INSERT, UPDATE (state, job_id)",
        "worker": "SELECT, UPDATE",
        "redactor": "SELECT, UPDATE (state, failure, data_key, report, job_id)",
    },
    "export_batch": {
        "worker": "SELECT, INSERT, DELETE",
        "redactor": "SELECT, UPDATE (identifiers), DELETE",
    },
    "export_download": {
        "web": "SELECT, INSERT",
    },
}

REFERENCES = [
    (
        "export_approval",
        ("project_id", "request_id", "request_digest", "requester"),
        "export_request",
        ("project_id", "id", "digest", "requester"),
    ),
    ("export_release", ("project_id", "id"), "export_request"),
    ("export_batch", ("project_id", "request_id"), "export_request"),
    ("export_download", ("project_id", "request_id"), "export_request"),
]

# The chain of composite keys: a row names the asset, rendition and duty of what it points to.
CHAIN = [
    "ALTER TABLE export_request ADD CONSTRAINT export_request_chain UNIQUE (project_id, id, digest, requester)",
]


class Migration(migrations.Migration):
    dependencies = [("infra", "0003_isolation"), ("export", "0001_initial")]
    operations = [
        *[project_table(table, grants=grants) for table, grants in TABLES.items()],
        migrations.RunSQL(CHAIN, migrations.RunSQL.noop),
        *[reference(*pointer) for pointer in REFERENCES],
    ]
