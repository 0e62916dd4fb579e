"""Misses that people report, the test cases they become, and how policy versions do on them."""

# SPDX-License-Identifier: Apache-2.0
import django.db.models.deletion
from django.db import migrations, models

import sealmark.kernel.ids
from sealmark.infra.sql import project_table, reference

TABLES = {
    "redaction_miss": {"web": "SELECT, INSERT", "redactor": "SELECT"},
    "redaction_case": {"redactor": "SELECT, INSERT, DELETE"},
    "redaction_case_result": {"web": "SELECT", "redactor": "SELECT, INSERT, DELETE"},
}
REFERENCES = [
    (
        "redaction_miss",
        ("project_id", "asset_id", "rendition_id"),
        "redaction_rendition",
        ("project_id", "asset_id", "id"),
    ),
    ("redaction_case", ("project_id", "id"), "redaction_miss"),
    ("redaction_case", ("project_id", "asset_id"), "assets_asset"),
    ("redaction_case_result", ("project_id", "policy_version_id"), "redaction_policy_version"),
]


def key(make: object) -> models.UUIDField:  # type: ignore[type-arg] # a plain column
    """Return the key that every row has."""
    return models.UUIDField(default=make, editable=False, primary_key=True, serialize=False)


def link(to: str) -> models.ForeignKey:  # type: ignore[type-arg] # a plain column
    """Point at another table, as `infra.models.link` does."""
    return models.ForeignKey(
        db_constraint=False,
        db_index=False,
        on_delete=django.db.models.deletion.DO_NOTHING,
        related_name="+",
        to=to,
    )


class Migration(migrations.Migration):
    dependencies = [("redaction", "0003_recall_decided")]
    operations = [
        migrations.CreateModel(
            "Miss",
            fields=[
                ("id", key(sealmark.kernel.ids.new_handle)),
                ("project_id", models.UUIDField(editable=False)),
                ("created_at", models.DateTimeField(editable=False)),
                ("start", models.IntegerField()),
                ("end", models.IntegerField()),
                ("kind", models.TextField()),
                ("by", models.UUIDField()),
                ("asset", link("assets.asset")),
                ("rendition", link("redaction.rendition")),
            ],
            options={"db_table": "redaction_miss"},
        ),
        migrations.AddIndex(
            "miss",
            models.Index(fields=["project_id", "by", "created_at"], name="redaction_miss_pace"),
        ),
        migrations.CreateModel(
            "Case",
            fields=[
                ("id", key(sealmark.kernel.ids.new_uuid)),
                ("project_id", models.UUIDField(editable=False)),
                ("created_at", models.DateTimeField(editable=False)),
                ("kind", models.TextField()),
                ("body", models.BinaryField()),
                ("asset", link("assets.asset")),
            ],
            options={"db_table": "redaction_case"},
        ),
        migrations.CreateModel(
            "CaseResult",
            fields=[
                ("id", key(sealmark.kernel.ids.new_uuid)),
                ("project_id", models.UUIDField(editable=False)),
                ("created_at", models.DateTimeField(editable=False)),
                ("kind", models.TextField()),
                ("total", models.IntegerField()),
                ("found", models.IntegerField()),
                ("policy_version", link("redaction.policyversion")),
            ],
            options={"db_table": "redaction_case_result"},
        ),
        migrations.AddConstraint(
            "caseresult",
            models.UniqueConstraint(
                fields=["project_id", "policy_version", "kind"], name="redaction_case_result_once"
            ),
        ),
        *[project_table(table, grants=grants) for table, grants in TABLES.items()],
        *[reference(*pointer) for pointer in REFERENCES],
    ]
