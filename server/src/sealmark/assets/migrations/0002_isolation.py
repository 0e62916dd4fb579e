"""Who may touch intake: a sealed part goes in from web and comes out in the redactor only."""

# SPDX-License-Identifier: Apache-2.0
from django.db import migrations

from sealmark.infra.sql import project_table, reference

TABLES = {
    "assets_dataset": {
        "web": "SELECT, INSERT",
        "worker": "SELECT",
        "redactor": "SELECT",
    },
    "assets_upload": {
        "web": "SELECT, INSERT, UPDATE (state)",
        "redactor": "SELECT, UPDATE (state)",
    },
    "assets_upload_file": {
        "web": "SELECT, INSERT, UPDATE (received, parts)",
        "redactor": "SELECT",
    },
    "assets_upload_part": {
        "web": "SELECT (id, project_id, file_id, ordinal, size, created_at), INSERT",
        "redactor": "SELECT, DELETE",
    },
    "assets_problem": {
        "web": "SELECT",
        "redactor": "SELECT, INSERT, DELETE",
    },
    "assets_asset": {
        "web": "SELECT",
        "worker": "SELECT",
        "redactor": "SELECT, INSERT, UPDATE",
    },
    "assets_original_part": {
        "redactor": "SELECT, INSERT, UPDATE, DELETE",
    },
    "assets_fingerprint": {
        "redactor": "SELECT, INSERT, UPDATE, DELETE",
    },
    "assets_subject": {
        "redactor": "SELECT, INSERT, UPDATE, DELETE",
    },
    "assets_asset_subject": {
        "redactor": "SELECT, INSERT, UPDATE, DELETE",
    },
}

REFERENCES = [
    ("assets_upload", ("project_id", "dataset_id"), "assets_dataset"),
    ("assets_upload_file", ("project_id", "upload_id"), "assets_upload"),
    ("assets_upload_part", ("project_id", "file_id"), "assets_upload_file"),
    ("assets_problem", ("project_id", "upload_id"), "assets_upload"),
    ("assets_problem", ("project_id", "file_id"), "assets_upload_file"),
    ("assets_asset", ("project_id", "dataset_id"), "assets_dataset"),
    ("assets_asset", ("project_id", "upload_id"), "assets_upload"),
    ("assets_original_part", ("project_id", "asset_id"), "assets_asset"),
    ("assets_fingerprint", ("project_id", "id"), "assets_asset"),
    ("assets_asset_subject", ("project_id", "asset_id"), "assets_asset"),
    ("assets_asset_subject", ("project_id", "subject_id"), "assets_subject"),
]


class Migration(migrations.Migration):
    dependencies = [("infra", "0003_isolation"), ("assets", "0001_initial")]
    operations = [
        *[project_table(table, grants=grants) for table, grants in TABLES.items()],
        *[reference(*pointer) for pointer in REFERENCES],
    ]
