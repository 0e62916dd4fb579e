"""Work follows its asset to a newer rendition: the redactor moves tasks and drafts."""

# SPDX-License-Identifier: Apache-2.0
from django.db import migrations

GRANTS = (
    """GRANT UPDATE (rendition_id, clearance_id, owner, done_at, reason) ON workflow_task
    TO sealmark_redactor""",
    "GRANT SELECT, UPDATE (body) ON workflow_draft TO sealmark_redactor",
    # The statement of moved labels names the sendings-back before it.
    "GRANT SELECT ON workflow_verdict TO sealmark_redactor",
)


class Migration(migrations.Migration):
    dependencies = [("workflow", "0003_assignment"), ("annotations", "0004_moved")]
    operations = [migrations.RunSQL(GRANTS, migrations.RunSQL.noop)]
