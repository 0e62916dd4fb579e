"""A person's leases of a day are found at once: for their pace, and for taking a text again."""

# SPDX-License-Identifier: Apache-2.0
from django.db import migrations

OF_HOLDER = (
    "CREATE INDEX workflow_lease_of_holder ON workflow_lease (project_id, holder, created_at)"
)


class Migration(migrations.Migration):
    dependencies = [("workflow", "0004_moved")]
    operations = [
        migrations.RunSQL(OF_HOLDER, "DROP INDEX workflow_lease_of_holder"),
    ]
