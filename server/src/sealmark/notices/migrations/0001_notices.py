"""Notices: told in the scope of what happened, read by the person they are for alone."""

# SPDX-License-Identifier: Apache-2.0
from django.db import migrations, models

import sealmark.kernel.ids

TOLD = """project_id = (SELECT sealmark.scope_id('project'))
    OR organization_id = (SELECT sealmark.scope_id('organization'))"""
OWN = "user_id = (SELECT sealmark.scope_id('principal'))"

SECURED = f"""
ALTER TABLE notices_notice ENABLE ROW LEVEL SECURITY;
ALTER TABLE notices_notice FORCE ROW LEVEL SECURITY;
CREATE POLICY told ON notices_notice FOR INSERT WITH CHECK ({TOLD});
CREATE POLICY read ON notices_notice FOR SELECT USING ({OWN});
CREATE POLICY marked ON notices_notice FOR UPDATE USING ({OWN}) WITH CHECK ({OWN});
CREATE POLICY cleared ON notices_notice FOR DELETE USING ({OWN});
GRANT SELECT, INSERT, UPDATE (read_at), DELETE ON notices_notice TO sealmark_web;
GRANT INSERT ON notices_notice TO sealmark_worker, sealmark_redactor;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [("infra", "0001_scope")]
    operations = [
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=sealmark.kernel.ids.new_uuid,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("user_id", models.UUIDField()),
                ("organization_id", models.UUIDField()),
                ("project_id", models.UUIDField()),
                ("kind", models.TextField()),
                ("subject_id", models.UUIDField()),
                ("created_at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "notices_notice",
                "indexes": [
                    models.Index(fields=["user_id", "-created_at"], name="notices_notice_newest")
                ],
            },
        ),
        migrations.RunSQL(SECURED, migrations.RunSQL.noop),
    ]
