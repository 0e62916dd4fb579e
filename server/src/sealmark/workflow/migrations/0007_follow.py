"""The worker gives work back that is to be done anew under a newer guideline, and nothing else."""

# SPDX-License-Identifier: Apache-2.0
from django.db import migrations

GRANT = "GRANT UPDATE (state, owner, reason, done_at) ON workflow_task TO sealmark_worker"

# Finished labeling goes back to whoever did it, or to everybody; its waiting review is put off.
ONLY_BACK = """
CREATE FUNCTION sealmark.refuse_unordered_return() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM FROM public.ontology_change c
    WHERE c.project_id = OLD.project_id AND c.kind = 'reopen' AND NEW.reason = 'guideline' AND CASE
        WHEN OLD.duty = 'label' THEN OLD.state = 'done' AND (
            (NEW.state = 'returned' AND NEW.owner = OLD.owner)
            OR (NEW.state = 'open' AND NEW.owner IS NULL))
        ELSE OLD.state NOT IN ('done', 'leased') AND NEW.state = 'withdrawn'
            AND NEW.owner IS NOT DISTINCT FROM OLD.owner END;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'a worker only gives finished work back that is to be done anew'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER workflow_task_of_worker BEFORE UPDATE ON workflow_task FOR EACH ROW
    WHEN (current_user = 'sealmark_worker')
    EXECUTE FUNCTION sealmark.refuse_unordered_return();
"""
UNDONE = """
DROP TRIGGER workflow_task_of_worker ON workflow_task;
DROP FUNCTION sealmark.refuse_unordered_return();
"""


class Migration(migrations.Migration):
    dependencies = [("workflow", "0006_questions_and_notes"), ("ontology", "0003_changes")]
    operations = [
        migrations.RunSQL(ONLY_BACK, UNDONE),
        migrations.RunSQL(GRANT, migrations.RunSQL.noop),
    ]
