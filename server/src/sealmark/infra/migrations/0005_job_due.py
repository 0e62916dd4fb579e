"""A job can be due later than it was enqueued."""

# SPDX-License-Identifier: Apache-2.0
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("infra", "0004_job_refused")]
    operations = [migrations.AddField("job", "due_at", models.DateTimeField(null=True))]
