"""A question may put a task aside; a verdict may hold comments on single objects."""

# SPDX-License-Identifier: Apache-2.0
from django.db import migrations, models

from sealmark.infra.sql import reference

STATES = ["open", "leased", "done", "skipped", "returned", "withdrawn", "aside"]


class Migration(migrations.Migration):
    dependencies = [
        ("workflow", "0005_leases_of_a_person"),
        ("annotations", "0005_issues"),
    ]
    operations = [
        migrations.AlterField(
            "task",
            "state",
            models.TextField(choices=[(one, one.title()) for one in STATES], default="open"),
        ),
        migrations.AddField("verdict", "notes", models.BinaryField(null=True)),
        reference(
            "annotations_issue",
            ("project_id", "asset_id", "task_id", "duty"),
            "workflow_task",
            ("project_id", "asset_id", "id", "duty"),
        ),
    ]
