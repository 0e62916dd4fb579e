"""Protected mode: its changes, and who is exempt from it until when."""

# SPDX-License-Identifier: Apache-2.0
from typing import Any

from django.db import migrations, models

import sealmark.kernel.ids
from sealmark.infra.sql import project_table

TABLES = {
    "tenancy_protection_change": {
        "web": "SELECT, INSERT, UPDATE (outcome, decided_by, decided_at)"
    },
    "tenancy_exemption": {"web": "SELECT, INSERT, UPDATE (ended_at)"},
}

# What takes two people takes two in the database as well.
CHECKS = """
ALTER TABLE tenancy_protection_change
    ADD CHECK ((outcome = 'open') = (decided_at IS NULL)),
    ADD CHECK ((decided_at IS NULL) = (decided_by IS NULL)),
    ADD CHECK ((wanted = 'off') = (reason IS NOT NULL)),
    ADD CHECK (wanted = 'on' OR outcome <> 'effective' OR decided_by <> asked_by);
ALTER TABLE tenancy_exemption
    ADD CHECK (granted_by <> user_id),
    ADD CHECK (ends_at > created_at);
"""


def row() -> list[tuple[str, Any]]:
    """Return what every row of a project has."""
    return [
        (
            "id",
            models.UUIDField(
                default=sealmark.kernel.ids.new_uuid,
                editable=False,
                primary_key=True,
                serialize=False,
            ),
        ),
        ("project_id", models.UUIDField(editable=False)),
        ("created_at", models.DateTimeField(editable=False)),
    ]


def words(*choices: str, **options: str) -> Any:  # noqa: ANN401 - generic over its value
    """Return a column of a few words."""
    return models.TextField(choices=[(word, word) for word in choices], **options)


class Migration(migrations.Migration):
    dependencies = [("infra", "0003_isolation"), ("tenancy", "0001_people_and_projects")]
    operations = [
        migrations.CreateModel(
            "ProtectionChange",
            fields=[
                *row(),
                ("wanted", words("on", "off")),
                ("outcome", words("open", "effective", "declined", default="open")),
                ("asked_by", models.UUIDField()),
                ("reason", models.BinaryField(null=True)),
                ("decided_by", models.UUIDField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "tenancy_protection_change",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("outcome", "open")),
                        fields=("project_id",),
                        name="tenancy_protection_one_request",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            "Exemption",
            fields=[
                *row(),
                ("user_id", models.UUIDField()),
                ("granted_by", models.UUIDField()),
                ("reason", models.BinaryField()),
                ("ends_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "tenancy_exemption",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("project_id", "user_id"),
                        name="tenancy_exemption_one_each",
                    )
                ],
            },
        ),
        *[project_table(table, grants=grants) for table, grants in TABLES.items()],
        migrations.RunSQL(CHECKS, migrations.RunSQL.noop),
    ]
