"""What selections in a text keep to is remembered for a person."""

# SPDX-License-Identifier: Apache-2.0
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("identity", "0003_preferences")]
    operations = [
        migrations.AddField("preferences", "snap", models.TextField(default="", db_default="")),
        migrations.RunSQL(
            "GRANT UPDATE (snap) ON identity_preferences TO sealmark_web", migrations.RunSQL.noop
        ),
    ]
