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

# What a job is about never changes once it is enqueued: its MAC does not cover it.
ASKS = "SELECT, INSERT, UPDATE (state, failure, cancel_requested_at, finished_at)"
RUNS = """SELECT, INSERT,
    UPDATE (state, failure, done, total, problems, started_at, finished_at)"""

# A copied queue row of a job that is done must find it done, whatever was written meanwhile.
DONE_STAYS_DONE = """
CREATE FUNCTION sealmark.refuse_redoing() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'a job that is done stays done' USING ERRCODE = 'SM005';
END $$;
CREATE TRIGGER infra_job_done_stays_done BEFORE UPDATE ON infra_job FOR EACH ROW
    WHEN (OLD.state = 'done' AND NEW.state <> 'done')
    EXECUTE FUNCTION sealmark.refuse_redoing();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("infra", "0002_jobs"),
        ("procrastinate", "0041_post_retry_failed_job"),
    ]
    operations = [
        project_table(
            "infra_job",
            grants={"web": ASKS, "worker": RUNS, "redactor": RUNS},
        ),
        listed_table(
            "procrastinate_jobs",
            using=OWN_QUEUE,
            grants={"web": "SELECT, INSERT", "worker": ALL, "redactor": ALL},
        ),
        migrations.RunSQL([QUEUES, DONE_STAYS_DONE], migrations.RunSQL.noop),
    ]
