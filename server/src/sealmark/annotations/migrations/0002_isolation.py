"""A revision is inserted and never changed; its document is the row that writers lock."""

# SPDX-License-Identifier: Apache-2.0
from django.db import migrations

from sealmark.infra.sql import project_table, reference

TABLES = {
    "annotations_document": {
        "web": "SELECT, UPDATE (state, number, current)",
        "worker": "SELECT",
        "redactor": "SELECT, INSERT, UPDATE (state, number, current)",
    },
    "annotations_revision": {
        "web": "SELECT, INSERT",
        "worker": "SELECT",
        "redactor": "SELECT, INSERT",
    },
    "annotations_tally": {
        "web": "SELECT, INSERT",
        "worker": "SELECT",
        "redactor": "SELECT, INSERT, DELETE",
    },
}

REFERENCES = [
    ("annotations_document", ("project_id", "asset_id"), "assets_asset"),
    (
        "annotations_document",
        ("project_id", "asset_id", "rendition_id"),
        "redaction_rendition",
        ("project_id", "asset_id", "id"),
    ),
    ("annotations_document", ("project_id", "derived_from_id"), "annotations_document"),
    (
        "annotations_revision",
        ("project_id", "asset_id", "document_id"),
        "annotations_document",
        ("project_id", "asset_id", "id"),
    ),
    ("annotations_revision", ("project_id", "ontology_version_id"), "ontology_version"),
    ("annotations_revision", ("project_id", "guideline_version_id"), "ontology_guideline_version"),
    ("annotations_revision", ("project_id", "policy_version_id"), "redaction_policy_version"),
    (
        "annotations_revision",
        ("project_id", "asset_id", "rendition_id", "clearance_id"),
        "redaction_clearance",
        ("project_id", "asset_id", "rendition_id", "id"),
    ),
    ("annotations_tally", ("project_id", "id"), "annotations_revision"),
]

# The chain of composite keys: a row names the asset, rendition and duty of what it points to.
CHAIN = [
    "ALTER TABLE annotations_document ADD CONSTRAINT annotations_document_chain UNIQUE (project_id, asset_id, id)",
    "ALTER TABLE annotations_revision ADD CONSTRAINT annotations_revision_chain UNIQUE (project_id, asset_id, id)",
]


class Migration(migrations.Migration):
    dependencies = [
        ("infra", "0003_isolation"),
        ("annotations", "0001_initial"),
        # allow-relations: labels and renditions are siblings in code; their keys chain all the same.
        ("redaction", "0002_isolation"),
        ("ontology", "0002_isolation"),
    ]
    operations = [
        *[project_table(table, grants=grants) for table, grants in TABLES.items()],
        migrations.RunSQL(CHAIN, migrations.RunSQL.noop),
        *[reference(*pointer) for pointer in REFERENCES],
    ]
