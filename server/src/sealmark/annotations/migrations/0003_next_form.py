"""Counts of relations and of doubts; revisions that move labels to a changed ontology."""

# SPDX-License-Identifier: Apache-2.0
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("annotations", "0002_isolation")]
    operations = [
        migrations.AddField("tally", "relations", models.IntegerField(db_default=0)),
        migrations.AddField("tally", "doubts", models.IntegerField(db_default=0)),
        migrations.AlterField(
            "revision",
            "origin",
            models.TextField(
                choices=[
                    ("person", "Person"),
                    ("import", "Import"),
                    ("migration", "Migration"),
                ]
            ),
        ),
        migrations.RemoveConstraint("revision", "annotations_revision_has_author"),
        migrations.AddConstraint(
            "revision",
            models.CheckConstraint(
                name="annotations_revision_has_author",
                condition=models.Q(origin__in=["import", "migration"])
                | models.Q(
                    author__isnull=False,
                    duty__isnull=False,
                    task_id__isnull=False,
                    submit_key__isnull=False,
                ),
            ),
        ),
    ]
