"""What a person prefers on their screen: the language, and their own keys."""

# SPDX-License-Identifier: Apache-2.0
from django.db import migrations, models

from sealmark.infra.sql import listed_table

OWN = "user_id = (SELECT sealmark.scope_id('principal'))"


class Migration(migrations.Migration):
    dependencies = [("identity", "0002_sign_in_library")]
    operations = [
        migrations.CreateModel(
            name="Preferences",
            fields=[
                ("user_id", models.UUIDField(primary_key=True, serialize=False)),
                ("language", models.TextField(default="")),
                ("preset", models.TextField(default="")),
                ("keys", models.JSONField(default=dict)),
            ],
            options={"db_table": "identity_preferences"},
        ),
        listed_table(
            "identity_preferences",
            using=OWN,
            grants={"web": "SELECT, INSERT, UPDATE (language, preset, keys)"},
        ),
    ]
