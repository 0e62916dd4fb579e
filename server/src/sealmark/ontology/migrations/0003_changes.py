"""Changes that labels follow are kept: what was asked for, by whom, from which version to which."""

# SPDX-License-Identifier: Apache-2.0
from django.db import migrations, models

import sealmark.kernel.ids
from sealmark.infra.sql import project_table

GRANTS = {"web": "SELECT, INSERT", "worker": "SELECT"}


class Migration(migrations.Migration):
    dependencies = [("ontology", "0002_isolation")]
    operations = [
        migrations.CreateModel(
            name="OntologyChange",
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
                ("kind", models.TextField()),
                ("document", models.BinaryField()),
                ("from_number", models.IntegerField()),
                ("to_number", models.IntegerField()),
                ("created_by", models.UUIDField()),
            ],
            options={"db_table": "ontology_change"},
        ),
        migrations.AddConstraint(
            "ontologychange",
            models.CheckConstraint(
                condition=models.Q(("to_number__gte", models.F("from_number"))),
                name="ontology_change_goes_on",
            ),
        ),
        project_table("ontology_change", grants=GRANTS),
    ]
