"""A request names versions of the guideline, and classes."""

# SPDX-License-Identifier: Apache-2.0
from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("export", "0003_selection")]
    operations = [
        migrations.AddField(
            model_name="request",
            name="guidelines",
            field=ArrayField(base_field=models.IntegerField(), default=list, size=None),
        ),
        migrations.AddField(
            model_name="request",
            name="classes",
            field=ArrayField(base_field=models.TextField(), default=list, size=None),
        ),
    ]
