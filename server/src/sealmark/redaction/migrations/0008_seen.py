"""Whether somebody has opened a held text as it stands; nobody knows of those held before."""

# SPDX-License-Identifier: Apache-2.0
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("redaction", "0007_measured")]
    operations = [
        migrations.AddField("hold", "seen_at", models.DateTimeField(null=True)),
        migrations.RunSQL(
            "GRANT UPDATE (seen_at) ON redaction_hold TO sealmark_web", migrations.RunSQL.noop
        ),
        # Texts with a rare kind in doubt are found without passing by all others.
        migrations.AddIndex(
            "doubtcount",
            models.Index(fields=["project_id", "kind", "asset"], name="redaction_doubt_kind"),
        ),
    ]
