"""What was written about a text and repeats what somebody had hidden is not shown any more."""

# SPDX-License-Identifier: Apache-2.0
import django.db.models.deletion
from django.db import migrations, models

import sealmark.kernel.ids
from sealmark.infra.sql import project_table, reference


class Migration(migrations.Migration):
    dependencies = [("annotations", "0008_suggested"), ("assets", "0003_problem_count")]
    operations = [
        migrations.CreateModel(
            name="Hushed",
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
                (
                    "asset",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="assets.asset",
                    ),
                ),
                ("written", models.UUIDField()),
                ("because", models.UUIDField()),
            ],
            options={"db_table": "annotations_hushed"},
        ),
        migrations.AddConstraint(
            "hushed",
            models.UniqueConstraint(
                fields=["project_id", "written", "because"], name="annotations_hushed_once"
            ),
        ),
        migrations.AddIndex(
            "hushed",
            models.Index(fields=["project_id", "because"], name="annotations_hushed_for"),
        ),
        project_table("annotations_hushed", grants={"web": "SELECT, INSERT, DELETE"}),
        reference("annotations_hushed", ("project_id", "asset_id"), "assets_asset"),
    ]
