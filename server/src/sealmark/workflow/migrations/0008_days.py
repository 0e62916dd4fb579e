"""Days that are over are counted once: progress is read from the counts, whatever there is to count."""

# SPDX-License-Identifier: Apache-2.0
from django.db import migrations, models

import sealmark.kernel.ids
from sealmark.infra.sql import project_table

GRANTS = {"web": "SELECT, INSERT"}
ACTS = {
    "added": "Added",
    "labeled": "Labeled",
    "relabeled": "Relabeled",
    "accepted": "Accepted",
    "corrected": "Corrected",
    "sent_back": "Sent Back",
    "reviewed": "Reviewed",
    "closed": "Closed",
}

INDEXES = [
    """CREATE INDEX workflow_lease_by_end ON workflow_lease (project_id, ended_at)
    WHERE ended_at IS NOT NULL""",
    "CREATE INDEX workflow_verdict_by_time ON workflow_verdict (project_id, created_at)",
]
UNDONE = ["DROP INDEX workflow_verdict_by_time", "DROP INDEX workflow_lease_by_end"]


class Migration(migrations.Migration):
    dependencies = [("workflow", "0007_follow"), ("annotations", "0007_by_time")]
    operations = [
        migrations.CreateModel(
            name="Day",
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
                ("day", models.DateField()),
                ("person", models.UUIDField()),
                ("act", models.TextField(choices=[*ACTS.items()])),
                ("guideline", models.IntegerField(default=0)),
                ("number", models.IntegerField()),
            ],
            options={"db_table": "workflow_day"},
        ),
        migrations.AddConstraint(
            "day",
            models.UniqueConstraint(
                fields=["project_id", "person", "day", "act", "guideline"],
                name="workflow_day_counted_once",
            ),
        ),
        project_table("workflow_day", grants=GRANTS),
        migrations.AddIndex(
            "day", models.Index(fields=["project_id", "day"], name="workflow_day_by_day")
        ),
        migrations.RunSQL(INDEXES, UNDONE),
    ]
