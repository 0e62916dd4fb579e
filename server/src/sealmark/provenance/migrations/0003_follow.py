"""The worker states the revisions by which labels follow a change of the ontology, and no other."""

# SPDX-License-Identifier: Apache-2.0
from django.db import migrations

GRANT = "GRANT INSERT ON provenance_statement TO sealmark_worker"
ONLY_ITS_OWN = """
CREATE FUNCTION sealmark.refuse_foreign_statement() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM FROM public.annotations_revision r
    WHERE r.project_id = NEW.project_id AND r.id = NEW.id AND r.origin = 'migration';
    IF NOT FOUND THEN
        RAISE EXCEPTION 'a worker states only what a migration made'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER provenance_statement_of_worker BEFORE INSERT ON provenance_statement FOR EACH ROW
    WHEN (current_user = 'sealmark_worker')
    EXECUTE FUNCTION sealmark.refuse_foreign_statement();
"""
UNDONE = """
DROP TRIGGER provenance_statement_of_worker ON provenance_statement;
DROP FUNCTION sealmark.refuse_foreign_statement();
"""


class Migration(migrations.Migration):
    dependencies = [("provenance", "0002_isolation"), ("annotations", "0006_follow")]
    operations = [
        migrations.RunSQL(ONLY_ITS_OWN, UNDONE),
        migrations.RunSQL(GRANT, migrations.RunSQL.noop),
    ]
