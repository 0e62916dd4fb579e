"""A bundle is kept for a while and then destroyed; a failure has a name beside its sentence.

Bundles that are ready when this arrives are kept as long as if they had been made today.
"""

# SPDX-License-Identifier: Apache-2.0
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from sealmark.infra.sql import unforced

STATES = [
    ("requested", "Requested"),
    ("waiting_for_approval", "Waiting For Approval"),
    ("waiting_for_log", "Waiting For Log"),
    ("building", "Building"),
    ("ready", "Ready"),
    ("refused", "Refused"),
    ("failed", "Failed"),
    ("cancelled", "Cancelled"),
    ("expired", "Expired"),
]
KEPT = "UPDATE export_release SET expires_at = now() + interval '30 days' WHERE state = 'ready'"


def keep_on(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Give what is ready its last day."""
    _ = apps
    with unforced(editor, ["export_release"]):
        editor.execute(KEPT)


class Migration(migrations.Migration):
    dependencies = [("export", "0004_narrower"), ("infra", "0005_job_due")]
    operations = [
        migrations.AddField("release", "expires_at", models.DateTimeField(null=True)),
        migrations.AddField("release", "failure_code", models.TextField(default="", db_default="")),
        migrations.AlterField("release", "state", models.TextField(choices=STATES)),
        migrations.RunSQL(
            "GRANT UPDATE (failure_code) ON export_release TO sealmark_redactor",
            "REVOKE UPDATE (failure_code) ON export_release FROM sealmark_redactor",
        ),
        migrations.RunPython(keep_on, migrations.RunPython.noop),
    ]
