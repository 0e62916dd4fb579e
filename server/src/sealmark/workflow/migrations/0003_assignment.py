"""A task may be meant for one person; explorers find their way by state and by time."""

# SPDX-License-Identifier: Apache-2.0
from django.db import migrations, models

# What is meant for somebody leaves the common queue and stands in theirs.
QUEUES = [
    "DROP INDEX workflow_task_queue",
    """CREATE INDEX workflow_task_queue ON workflow_task (project_id, duty, prior, rank, id)
    WHERE state = 'open' AND assigned IS NULL""",
    """CREATE INDEX workflow_task_assigned ON workflow_task (project_id, assigned, duty, rank, id)
    WHERE state = 'open' AND assigned IS NOT NULL""",
    """CREATE INDEX workflow_task_by_state
    ON workflow_task (project_id, duty, state, created_at, id)""",
    """CREATE INDEX workflow_task_by_time ON workflow_task (project_id, duty, created_at, id)""",
    """CREATE INDEX workflow_task_by_end ON workflow_task (project_id, duty, done_at, id)
    WHERE done_at IS NOT NULL""",
]


class Migration(migrations.Migration):
    dependencies = [("workflow", "0002_isolation")]
    operations = [
        migrations.AddField("task", "assigned", models.UUIDField(null=True)),
        migrations.RunSQL(QUEUES, migrations.RunSQL.noop),
        migrations.RunSQL(
            "GRANT UPDATE (assigned) ON workflow_task TO sealmark_web", migrations.RunSQL.noop
        ),
    ]
