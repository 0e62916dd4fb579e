"""A job may end as refused: whoever started it was no longer allowed to when it ran."""

# SPDX-License-Identifier: Apache-2.0
from django.db import migrations, models

STATES = ["queued", "running", "done", "failed", "cancelled", "refused"]


class Migration(migrations.Migration):
    dependencies = [("infra", "0003_isolation")]
    operations = [
        migrations.AlterField(
            model_name="job",
            name="state",
            field=models.TextField(
                choices=[(state, state.title()) for state in STATES], default="queued"
            ),
        ),
    ]
