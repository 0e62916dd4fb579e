"""A problem may stand for many labels: it says for how many."""

# SPDX-License-Identifier: Apache-2.0
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assets", "0002_isolation")]
    operations = [
        migrations.AddField(
            model_name="problem",
            name="count",
            field=models.BigIntegerField(db_default=1),
        ),
    ]
