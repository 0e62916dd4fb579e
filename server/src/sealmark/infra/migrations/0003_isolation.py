"""Progress rows of jobs, and a queue that only its own runner changes."""

# SPDX-License-Identifier: Apache-2.0
from django.db import migrations

from sealmark.infra.sql import listed_table, project_table

QUEUES = """
GRANT SELECT, INSERT, UPDATE, DELETE ON procrastinate_events, procrastinate_workers,
    procrastinate_periodic_defers TO sealmark_worker, sealmark_redactor;
GRANT SELECT, INSERT ON procrastinate_events TO sealmark_web;
GRANT SELECT ON procrastinate_workers TO sealmark_web;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO sealmark_web, sealmark_worker, sealmark_redactor;
CREATE POLICY everyone_reads ON procrastinate_jobs FOR SELECT USING (true);
CREATE POLICY everyone_enqueues ON procrastinate_jobs FOR INSERT WITH CHECK (status = 'todo');
"""

OWN_QUEUE = "'sealmark_' || queue_name = current_user"
ALL = "SELECT, INSERT, UPDATE, DELETE"


class Migration(migrations.Migration):
    dependencies = [
        ("infra", "0002_jobs"),
        ("procrastinate", "0041_post_retry_failed_job"),
    ]
    operations = [
        project_table(
            "infra_job",
            grants={
                "web": "SELECT, INSERT, UPDATE",
                "worker": "SELECT, INSERT, UPDATE",
                "redactor": "SELECT, INSERT, UPDATE",
            },
        ),
        listed_table(
            "procrastinate_jobs",
            using=OWN_QUEUE,
            grants={"web": "SELECT, INSERT", "worker": ALL, "redactor": ALL},
        ),
        migrations.RunSQL(QUEUES, migrations.RunSQL.noop),
    ]
