"""Incidents and their steps: what was reported, and what stewards did about it."""

# SPDX-License-Identifier: Apache-2.0
import django.db.models.deletion
from django.db import migrations, models

import sealmark.kernel.ids
from sealmark.infra.sql import project_table, reference

STATES = [
    ("open", "Open"),
    ("confirmed", "Confirmed"),
    ("dismissed", "Dismissed"),
    ("closed", "Closed"),
]
TABLES = {
    "oversight_incident": {"web": "SELECT, INSERT, UPDATE (state, changed_at)"},
    "oversight_incident_step": {"web": "SELECT, INSERT"},
}
REFERENCES = [
    ("oversight_incident", ("project_id", "miss_id"), "redaction_miss"),
    ("oversight_incident", ("project_id", "asset_id"), "assets_asset"),
    ("oversight_incident_step", ("project_id", "incident_id"), "oversight_incident"),
]


def key(make: object) -> models.UUIDField:  # type: ignore[type-arg] # a plain column
    """Return the key that every row has."""
    return models.UUIDField(default=make, editable=False, primary_key=True, serialize=False)


def link(to: str) -> models.ForeignKey:  # type: ignore[type-arg] # a plain column
    """Point at another table, as `infra.models.link` does."""
    return models.ForeignKey(
        db_constraint=False,
        db_index=False,
        on_delete=django.db.models.deletion.DO_NOTHING,
        related_name="+",
        to=to,
    )


class Migration(migrations.Migration):
    initial = True
    dependencies = [("infra", "0003_isolation"), ("redaction", "0004_misses")]
    operations = [
        migrations.CreateModel(
            "Incident",
            fields=[
                ("id", key(sealmark.kernel.ids.new_handle)),
                ("project_id", models.UUIDField(editable=False)),
                ("created_at", models.DateTimeField(editable=False)),
                ("state", models.TextField(choices=STATES, default="open")),
                ("opened_by", models.UUIDField()),
                ("changed_at", models.DateTimeField()),
                ("miss", link("redaction.miss")),
                ("asset", link("assets.asset")),
            ],
            options={"db_table": "oversight_incident"},
        ),
        migrations.AddConstraint(
            "incident",
            models.UniqueConstraint(fields=["project_id", "miss"], name="oversight_incident_once"),
        ),
        migrations.AddIndex(
            "incident",
            models.Index(
                fields=["project_id", "state", "created_at"], name="oversight_incident_state"
            ),
        ),
        migrations.CreateModel(
            "IncidentStep",
            fields=[
                ("id", key(sealmark.kernel.ids.new_uuid)),
                ("project_id", models.UUIDField(editable=False)),
                ("created_at", models.DateTimeField(editable=False)),
                ("state", models.TextField(choices=STATES)),
                ("by", models.UUIDField()),
                ("reason", models.BinaryField()),
                ("incident", link("oversight.incident")),
            ],
            options={"db_table": "oversight_incident_step"},
        ),
        migrations.AddIndex(
            "incidentstep",
            models.Index(fields=["project_id", "incident"], name="oversight_step_of"),
        ),
        *[project_table(table, grants=grants) for table, grants in TABLES.items()],
        *[reference(*pointer) for pointer in REFERENCES],
    ]
