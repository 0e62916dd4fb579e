"""The worker gives work back that is to be done anew under a newer guideline."""

# SPDX-License-Identifier: Apache-2.0
from django.db import migrations

GRANT = "GRANT UPDATE (state, owner, reason, done_at) ON workflow_task TO sealmark_worker"


class Migration(migrations.Migration):
    dependencies = [("workflow", "0006_questions_and_notes")]
    operations = [migrations.RunSQL(GRANT, migrations.RunSQL.noop)]
