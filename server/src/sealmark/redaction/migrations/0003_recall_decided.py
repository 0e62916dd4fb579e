"""A recall names the decision behind it, if a steward made one."""

# SPDX-License-Identifier: Apache-2.0
import django.db.models.deletion
from django.db import migrations, models

from sealmark.infra.sql import reference


class Migration(migrations.Migration):
    dependencies = [("redaction", "0002_isolation")]
    operations = [
        migrations.AddField(
            model_name="recall",
            name="decision",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="redaction.decision",
            ),
        ),
        migrations.AlterField(
            model_name="decision",
            name="kind",
            field=models.TextField(
                choices=[("hide", "Hide"), ("release", "Release"), ("recall", "Recall")]
            ),
        ),
        reference("redaction_recall", ("project_id", "decision_id"), "redaction_decision"),
    ]
