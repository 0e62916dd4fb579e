"""The worker states the revisions by which labels follow a change of the ontology."""

# SPDX-License-Identifier: Apache-2.0
from django.db import migrations

GRANT = "GRANT INSERT ON provenance_statement TO sealmark_worker"


class Migration(migrations.Migration):
    dependencies = [("provenance", "0002_isolation")]
    operations = [migrations.RunSQL(GRANT, migrations.RunSQL.noop)]
