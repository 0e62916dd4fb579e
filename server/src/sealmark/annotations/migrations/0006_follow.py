"""The worker lets labels follow a change of the ontology: by new revisions, never in place."""

# SPDX-License-Identifier: Apache-2.0
from django.db import migrations

# A thief of the worker's credentials cannot pass labels off as somebody's: what it writes says that
# it was written by a migration.
MARKED = """
ALTER TABLE annotations_revision ADD CONSTRAINT annotations_revision_of_worker
    CHECK (origin = 'migration' OR current_user <> 'sealmark_worker')
"""
UNMARKED = "ALTER TABLE annotations_revision DROP CONSTRAINT annotations_revision_of_worker"
GRANTS = [
    "GRANT UPDATE (state, number, current) ON annotations_document TO sealmark_worker",
    "GRANT INSERT ON annotations_revision, annotations_tally TO sealmark_worker",
]


class Migration(migrations.Migration):
    dependencies = [("annotations", "0005_issues")]
    operations = [
        migrations.RunSQL(MARKED, UNMARKED),
        migrations.RunSQL(GRANTS, migrations.RunSQL.noop),
    ]
