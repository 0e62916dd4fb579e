"""Labels move to a newer rendition of their asset; what has no place there is listed."""

# SPDX-License-Identifier: Apache-2.0
import django.db.models.deletion
from django.db import migrations, models

import sealmark.kernel.ids
from sealmark.infra.sql import project_table, reference

GRANTS = {"web": "SELECT", "redactor": "SELECT, INSERT"}
MOVES = "GRANT UPDATE (rendition_id) ON annotations_document TO sealmark_redactor"


class Migration(migrations.Migration):
    dependencies = [("annotations", "0003_next_form")]
    operations = [
        migrations.RemoveConstraint("revision", "annotations_revision_has_author"),
        migrations.AddConstraint(
            "revision",
            models.CheckConstraint(
                condition=models.Q(
                    ("origin__in", ["import", "migration", "moved"]),
                    models.Q(
                        ("author__isnull", False),
                        ("duty__isnull", False),
                        ("submit_key__isnull", False),
                        ("task_id__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="annotations_revision_has_author",
            ),
        ),
        migrations.AlterField(
            "revision",
            "origin",
            models.TextField(
                choices=[
                    ("person", "Person"),
                    ("import", "Import"),
                    ("migration", "Migration"),
                    ("moved", "Moved"),
                ]
            ),
        ),
        migrations.CreateModel(
            name="Unplaced",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=sealmark.kernel.ids.new_uuid,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("project_id", models.UUIDField(editable=False)),
                ("created_at", models.DateTimeField(editable=False)),
                ("rendition_id", models.UUIDField()),
                ("author", models.UUIDField(null=True)),
                ("class_id", models.TextField()),
                ("start", models.IntegerField()),
                ("end", models.IntegerField()),
                (
                    "document",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="annotations.document",
                    ),
                ),
            ],
            options={"db_table": "annotations_unplaced"},
        ),
        migrations.AddIndex(
            "unplaced",
            models.Index(fields=["project_id", "document"], name="annotations_unplaced_of"),
        ),
        project_table("annotations_unplaced", grants=GRANTS),
        reference("annotations_unplaced", ("project_id", "document_id"), "annotations_document"),
        migrations.RunSQL(MOVES, migrations.RunSQL.noop),
    ]
