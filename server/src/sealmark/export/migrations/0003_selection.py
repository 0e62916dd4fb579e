"""A request names datasets and a time; a release can be cancelled."""

# SPDX-License-Identifier: Apache-2.0
import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("export", "0002_isolation")]
    operations = [
        migrations.AddField(
            model_name="request",
            name="datasets",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.UUIDField(), default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="request", name="labeled_from", field=models.DateTimeField(null=True)
        ),
        migrations.AddField(
            model_name="request", name="labeled_until", field=models.DateTimeField(null=True)
        ),
        migrations.AlterField(
            model_name="release",
            name="state",
            field=models.TextField(
                choices=[
                    ("requested", "Requested"),
                    ("waiting_for_approval", "Waiting For Approval"),
                    ("waiting_for_log", "Waiting For Log"),
                    ("building", "Building"),
                    ("ready", "Ready"),
                    ("refused", "Refused"),
                    ("failed", "Failed"),
                    ("cancelled", "Cancelled"),
                ]
            ),
        ),
    ]
