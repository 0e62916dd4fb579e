"""The figures of the privacy dashboard, and what the worker reads to count them."""

# SPDX-License-Identifier: Apache-2.0
import django.db.models.deletion
from django.db import migrations, models

import sealmark.kernel.ids
from sealmark.infra.sql import project_table, reference

GRANTS = {"web": "SELECT", "worker": "SELECT, INSERT, DELETE"}
# What the worker counts, and nothing beside it: no reason, no place, no session.
COUNTED = {
    "redaction_miss": "id, project_id, created_at, kind",
    "oversight_incident_step": "id, project_id, created_at, state",
    "workflow_lease": "id, project_id, created_at, task_id, holder",
}


def row(name: str, fields: list[tuple[str, models.Field]], table: str) -> migrations.CreateModel:  # type: ignore[type-arg] # plain columns
    """Make a table of a project."""
    key = models.UUIDField(
        default=sealmark.kernel.ids.new_uuid, editable=False, primary_key=True, serialize=False
    )
    return migrations.CreateModel(
        name,
        fields=[
            ("id", key),
            ("project_id", models.UUIDField(editable=False)),
            ("created_at", models.DateTimeField(editable=False)),
            *fields,
        ],
        options={"db_table": table},
    )


class Migration(migrations.Migration):
    dependencies = [
        ("oversight", "0001_incidents"),
        ("redaction", "0006_quarantine"),
        ("workflow", "0006_questions_and_notes"),
    ]
    operations = [
        row("Snapshot", [], "oversight_snapshot"),
        row(
            "Figure",
            [
                (
                    "snapshot",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="oversight.snapshot",
                    ),
                ),
                ("name", models.TextField()),
                ("first", models.TextField()),
                ("second", models.TextField()),
                ("day", models.DateField(null=True)),
                ("value", models.BigIntegerField()),
            ],
            "oversight_figure",
        ),
        migrations.AddIndex(
            "figure",
            models.Index(fields=["project_id", "snapshot"], name="oversight_figure_of"),
        ),
        project_table("oversight_snapshot", grants=GRANTS),
        project_table("oversight_figure", grants=GRANTS),
        reference("oversight_figure", ("project_id", "snapshot_id"), "oversight_snapshot"),
        *[
            migrations.RunSQL(
                f"GRANT SELECT ({columns}) ON {table} TO sealmark_worker", migrations.RunSQL.noop
            )
            for table, columns in COUNTED.items()
        ],
    ]
