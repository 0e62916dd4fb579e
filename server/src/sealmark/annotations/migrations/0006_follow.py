"""The worker lets labels follow a change of the ontology: by new revisions, never in place.

What it may write is held by the database, not only by its code: a thief of its credentials makes no
label that looks like a person's, no review, and nothing that nobody ordered.
"""

# SPDX-License-Identifier: Apache-2.0
from django.db import migrations

GRANTS = [
    "GRANT UPDATE (state, number, current) ON annotations_document TO sealmark_worker",
    "GRANT INSERT ON annotations_revision, annotations_tally TO sealmark_worker",
]

# Rows of `ontology_change` are written by `web` alone; those of jobs are the worker's own to write
# and would prove nothing here.
REVISIONS = """
CREATE FUNCTION sealmark.refuse_unordered_revision() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.origin <> 'migration' OR num_nonnulls(NEW.task_id, NEW.duty, NEW.submit_key) > 0 THEN
        RAISE EXCEPTION 'a worker writes only what a migration made'
            USING ERRCODE = 'check_violation';
    END IF;
    PERFORM FROM public.annotations_document d
    JOIN public.annotations_revision b ON b.project_id = d.project_id AND b.id = d.current
    WHERE d.project_id = NEW.project_id AND d.id = NEW.document_id AND d.asset_id = NEW.asset_id
      AND b.id = NEW.parent AND b.number = d.number AND NEW.number = d.number + 1
      AND b.rendition_id = NEW.rendition_id AND b.clearance_id = NEW.clearance_id
      AND b.policy_version_id = NEW.policy_version_id
      AND b.guideline_version_id IS NOT DISTINCT FROM NEW.guideline_version_id
      AND NEW.outcome = CASE
          WHEN b.duty = 'review' OR b.outcome IN ('moved_reviewed', 'followed_reviewed')
          THEN 'followed_reviewed' ELSE 'followed' END;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'a migration goes on from what its document holds, and is no review'
            USING ERRCODE = 'check_violation';
    END IF;
    PERFORM FROM public.ontology_change c
    JOIN public.ontology_version v ON v.project_id = c.project_id AND v.number >= c.to_number
    WHERE c.project_id = NEW.project_id AND c.created_by = NEW.author
      AND c.kind IN ('merge', 'split', 'retire') AND v.id = NEW.ontology_version_id;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'a migration is ordered by its author, up to its ontology'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER annotations_revision_of_worker BEFORE INSERT ON annotations_revision FOR EACH ROW
    WHEN (current_user = 'sealmark_worker')
    EXECUTE FUNCTION sealmark.refuse_unordered_revision();
"""

DOCUMENTS = """
CREATE FUNCTION sealmark.refuse_unordered_move() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.state = OLD.state THEN
        PERFORM FROM public.annotations_revision r
        WHERE r.project_id = OLD.project_id AND r.document_id = OLD.id AND r.id = NEW.current
          AND r.number = NEW.number AND NEW.number = OLD.number + 1
          AND r.origin = 'migration' AND r.parent = OLD.current;
    ELSIF NEW.state = 'open' AND (NEW.number, NEW.current) = (OLD.number, OLD.current) THEN
        PERFORM FROM public.ontology_change c
        WHERE c.project_id = OLD.project_id AND c.kind = 'reopen';
    ELSE
        PERFORM WHERE false;
    END IF;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'a worker moves a document on to its migration, or opens it anew'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER annotations_document_of_worker BEFORE UPDATE ON annotations_document FOR EACH ROW
    WHEN (current_user = 'sealmark_worker')
    EXECUTE FUNCTION sealmark.refuse_unordered_move();
"""
UNDONE = """
DROP TRIGGER annotations_document_of_worker ON annotations_document;
DROP TRIGGER annotations_revision_of_worker ON annotations_revision;
DROP FUNCTION sealmark.refuse_unordered_move();
DROP FUNCTION sealmark.refuse_unordered_revision();
"""


class Migration(migrations.Migration):
    dependencies = [("annotations", "0005_issues"), ("ontology", "0003_changes")]
    operations = [
        migrations.RunSQL(REVISIONS + DOCUMENTS, UNDONE),
        migrations.RunSQL(GRANTS, migrations.RunSQL.noop),
    ]
