"""Revisions are found by when they were made: what happened since this morning is counted at once."""

# SPDX-License-Identifier: Apache-2.0
from django.db import migrations

BY_TIME = (
    "CREATE INDEX annotations_revision_by_time ON annotations_revision (project_id, created_at)"
)


class Migration(migrations.Migration):
    dependencies = [("annotations", "0006_follow")]
    operations = [migrations.RunSQL(BY_TIME, "DROP INDEX annotations_revision_by_time")]
