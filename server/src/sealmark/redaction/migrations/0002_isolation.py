"""Only the redactor writes renditions and clearances; what it holds back stays in the raw zone."""

# SPDX-License-Identifier: Apache-2.0
from django.db import migrations

from sealmark.infra.sql import project_table, reference

TABLES = {
    "redaction_policy_version": {
        "web": "SELECT, INSERT",
        "worker": "SELECT",
        "redactor": "SELECT, INSERT",
    },
    "redaction_adoption": {
        "web": "SELECT",
        "worker": "SELECT",
        "redactor": "SELECT, INSERT",
    },
    "redaction_rendition": {
        "web": "SELECT",
        "worker": "SELECT",
        "redactor": "SELECT, INSERT",
    },
    "redaction_rendition_part": {
        "web": "SELECT",
        "worker": "SELECT",
        "redactor": "SELECT, INSERT",
    },
    "redaction_held_part": {
        "redactor": "SELECT, INSERT, UPDATE, DELETE",
    },
    "redaction_viewing": {
        "web": "SELECT, INSERT",
        "redactor": "SELECT, UPDATE (body), DELETE",
    },
    "redaction_kind_count": {
        "web": "SELECT",
        "worker": "SELECT",
        "redactor": "SELECT, INSERT",
    },
    "redaction_secret_map": {
        "redactor": "SELECT, INSERT, UPDATE, DELETE",
    },
    "redaction_surrogate": {
        "redactor": "SELECT, INSERT, UPDATE, DELETE",
    },
    "redaction_clearance": {
        "web": "SELECT",
        "worker": "SELECT",
        "redactor": "SELECT, INSERT",
    },
    "redaction_recall": {
        "web": "SELECT, INSERT",
        "worker": "SELECT",
        "redactor": "SELECT, INSERT",
    },
    "redaction_decision": {
        "web": "SELECT, INSERT",
        "redactor": "SELECT",
    },
}

REFERENCES = [
    ("redaction_adoption", ("project_id", "policy_version_id"), "redaction_policy_version"),
    ("redaction_rendition", ("project_id", "asset_id"), "assets_asset"),
    ("redaction_rendition", ("project_id", "policy_version_id"), "redaction_policy_version"),
    ("redaction_rendition_part", ("project_id", "rendition_id"), "redaction_rendition"),
    ("redaction_held_part", ("project_id", "rendition_id"), "redaction_rendition"),
    ("redaction_viewing", ("project_id", "rendition_id"), "redaction_rendition"),
    ("redaction_kind_count", ("project_id", "rendition_id"), "redaction_rendition"),
    ("redaction_secret_map", ("project_id", "id"), "redaction_rendition"),
    (
        "redaction_clearance",
        ("project_id", "asset_id", "rendition_id"),
        "redaction_rendition",
        ("project_id", "asset_id", "id"),
    ),
    ("redaction_clearance", ("project_id", "decision_id"), "redaction_decision"),
    ("redaction_recall", ("project_id", "clearance_id"), "redaction_clearance"),
    (
        "redaction_decision",
        ("project_id", "asset_id", "rendition_id"),
        "redaction_rendition",
        ("project_id", "asset_id", "id"),
    ),
]

# The chain of composite keys: a row names the asset, rendition and duty of what it points to.
CHAIN = [
    "ALTER TABLE redaction_rendition ADD CONSTRAINT redaction_rendition_chain UNIQUE (project_id, asset_id, id)",
    "ALTER TABLE redaction_clearance ADD CONSTRAINT redaction_clearance_chain UNIQUE (project_id, asset_id, rendition_id, id)",
]


class Migration(migrations.Migration):
    dependencies = [
        ("infra", "0003_isolation"),
        ("redaction", "0001_initial"),
        ("assets", "0002_isolation"),
    ]
    operations = [
        *[project_table(table, grants=grants) for table, grants in TABLES.items()],
        migrations.RunSQL(CHAIN, migrations.RunSQL.noop),
        *[reference(*pointer) for pointer in REFERENCES],
    ]
