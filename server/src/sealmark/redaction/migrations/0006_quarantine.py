"""The list of what is held back, decisions about many, and wishes for another policy."""

# SPDX-License-Identifier: Apache-2.0
import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

import sealmark.kernel.ids
from sealmark.infra.sql import project_table, reference, unforced

KINDS = ["hide", "hide-doubts", "release", "recall", "aside", "back"]
STATES = ["open", "done", "declined"]
TABLES = {
    "redaction_hold": {
        "web": "SELECT, UPDATE (aside_at)",
        "worker": "SELECT",
        "redactor": "SELECT, INSERT, UPDATE, DELETE",
    },
    "redaction_doubt_count": {
        "web": "SELECT",
        "worker": "SELECT",
        "redactor": "SELECT, INSERT, DELETE",
    },
    "redaction_batch": {"web": "SELECT, INSERT", "redactor": "SELECT"},
    "redaction_wish": {"web": "SELECT, INSERT, UPDATE (state, closed_at, closed_by)"},
}
REFERENCES = [
    (
        "redaction_hold",
        ("project_id", "asset_id", "rendition_id"),
        "redaction_rendition",
        ("project_id", "asset_id", "id"),
    ),
    ("redaction_hold", ("project_id", "dataset_id"), "assets_dataset"),
    ("redaction_doubt_count", ("project_id", "asset_id"), "assets_asset"),
    ("redaction_decision", ("project_id", "batch_id"), "redaction_batch"),
]
# What is held already is listed; its doubts were never counted and are sealed: none are told.
LISTED = """
INSERT INTO redaction_hold (id, project_id, created_at, asset_id, rendition_id, dataset_id, reason,
    tier, language, risk_bp, doubts, since)
SELECT gen_random_uuid(), a.project_id, r.created_at, a.id, r.id, a.dataset_id, a.reason, a.tier,
    a.language, r.risk_bp, 0, r.created_at
FROM assets_asset a
JOIN LATERAL (SELECT id, risk_bp, created_at FROM redaction_rendition
    WHERE project_id = a.project_id AND asset_id = a.id ORDER BY number DESC LIMIT 1) r ON true
WHERE a.state = 'quarantined'
"""


def key() -> models.UUIDField:  # type: ignore[type-arg] # a plain column
    """Return the key that every row has."""
    return models.UUIDField(
        default=sealmark.kernel.ids.new_uuid, editable=False, primary_key=True, serialize=False
    )


def link(to: str, *, null: bool = False) -> models.ForeignKey:  # type: ignore[type-arg] # a plain column
    """Point at another table, as `infra.models.link` does."""
    return models.ForeignKey(
        db_constraint=False,
        db_index=False,
        null=null,
        on_delete=django.db.models.deletion.DO_NOTHING,
        related_name="+",
        to=to,
    )


def list_held(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Put what is held back already on the list."""
    _ = apps
    with unforced(editor, ["redaction_hold", "assets_asset", "redaction_rendition"]):
        editor.execute(LISTED)


def row(name: str, fields: list[tuple[str, models.Field]], table: str) -> migrations.CreateModel:  # type: ignore[type-arg] # plain columns
    """Make a table of a project."""
    return migrations.CreateModel(
        name,
        fields=[
            ("id", key()),
            ("project_id", models.UUIDField(editable=False)),
            ("created_at", models.DateTimeField(editable=False)),
            *fields,
        ],
        options={"db_table": table},
    )


class Migration(migrations.Migration):
    dependencies = [("redaction", "0005_studio")]
    operations = [
        row(
            "Hold",
            [
                ("asset", link("assets.asset")),
                ("rendition", link("redaction.rendition")),
                ("dataset", link("assets.dataset")),
                ("reason", models.TextField()),
                ("tier", models.TextField()),
                ("language", models.TextField()),
                ("risk_bp", models.IntegerField()),
                ("doubts", models.IntegerField()),
                ("since", models.DateTimeField()),
                ("aside_at", models.DateTimeField(null=True)),
            ],
            "redaction_hold",
        ),
        migrations.AddConstraint(
            "hold",
            models.UniqueConstraint(fields=["project_id", "asset"], name="redaction_hold_once"),
        ),
        migrations.AddIndex(
            "hold",
            models.Index(fields=["project_id", "since", "asset"], name="redaction_hold_since"),
        ),
        migrations.AddIndex(
            "hold",
            models.Index(fields=["project_id", "risk_bp", "asset"], name="redaction_hold_risk"),
        ),
        row(
            "DoubtCount",
            [
                ("asset", link("assets.asset")),
                ("kind", models.TextField()),
                ("count", models.IntegerField()),
            ],
            "redaction_doubt_count",
        ),
        migrations.AddConstraint(
            "doubtcount",
            models.UniqueConstraint(
                fields=["project_id", "asset", "kind"], name="redaction_doubt_count_once"
            ),
        ),
        row(
            "Batch",
            [
                (
                    "kind",
                    models.TextField(
                        choices=[(one, one.replace("-", " ").title()) for one in KINDS]
                    ),
                ),
                ("by", models.UUIDField()),
                ("texts", models.IntegerField()),
            ],
            "redaction_batch",
        ),
        migrations.AddField("decision", "batch", link("redaction.batch", null=True)),
        migrations.AlterField(
            "decision",
            "kind",
            models.TextField(choices=[(one, one.replace("-", " ").title()) for one in KINDS]),
        ),
        migrations.AddIndex(
            "decision",
            models.Index(fields=["project_id", "batch"], name="redaction_decision_batch"),
        ),
        migrations.AddIndex(
            "decision",
            models.Index(fields=["project_id", "asset"], name="redaction_decision_asset"),
        ),
        row(
            "Wish",
            [
                ("by", models.UUIDField()),
                ("kinds", models.TextField()),
                ("causes", models.TextField()),
                ("texts", models.IntegerField()),
                ("places", models.IntegerField()),
                ("reason", models.BinaryField()),
                (
                    "state",
                    models.TextField(
                        choices=[(one, one.title()) for one in STATES], default="open"
                    ),
                ),
                ("closed_at", models.DateTimeField(null=True)),
                ("closed_by", models.UUIDField(null=True)),
            ],
            "redaction_wish",
        ),
        migrations.AddField("viewing", "ahead", models.BooleanField(db_default=False)),
        *[project_table(table, grants=grants) for table, grants in TABLES.items()],
        *[reference(*pointer) for pointer in REFERENCES],
        migrations.RunPython(list_held, migrations.RunPython.noop),
    ]
