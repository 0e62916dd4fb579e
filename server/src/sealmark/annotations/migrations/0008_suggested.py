"""What a model made is told apart from labels that came along: it is only suggested."""

# SPDX-License-Identifier: Apache-2.0
from django.db import migrations, models

MADE_IN_BULK = ["import", "model", "migration", "moved"]


class Migration(migrations.Migration):
    dependencies = [("annotations", "0007_by_time")]
    operations = [
        migrations.RemoveConstraint("revision", "annotations_revision_has_author"),
        migrations.AddConstraint(
            "revision",
            models.CheckConstraint(
                condition=models.Q(
                    ("origin__in", MADE_IN_BULK),
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
                    ("model", "Model"),
                    ("migration", "Migration"),
                    ("moved", "Moved"),
                ]
            ),
        ),
    ]
