"""Policy drafts, trials, judgements and the second person's yes to a weaker policy."""

# SPDX-License-Identifier: Apache-2.0
import django.db.models.deletion
from django.db import migrations, models

import sealmark.kernel.ids
from sealmark.infra.sql import project_table, reference

TABLES = {
    "redaction_policy_draft": {
        "web": "SELECT, INSERT, UPDATE (document, seq, base, saved_by, saved_at), DELETE",
    },
    "redaction_policy_judgement": {
        "web": "SELECT",
        "redactor": "SELECT, INSERT",
    },
    "redaction_policy_approval": {
        "web": "SELECT, INSERT",
        "worker": "SELECT",
        "redactor": "SELECT",
    },
    "redaction_trial": {
        "web": "SELECT (id, project_id, created_at, steward, session_id, body, expires_at), INSERT",
        "redactor": "SELECT, UPDATE (text_key, text_blob, body), DELETE",
    },
}

# An approval names exactly what was proposed, and by whom: nobody approves under another name.
CHAIN = (
    "ALTER TABLE redaction_policy_version ADD CONSTRAINT redaction_policy_version_chain "
    "UNIQUE (project_id, id, digest, created_by)"
)


class Migration(migrations.Migration):
    dependencies = [
        ("redaction", "0004_misses"),
    ]

    operations = [
        migrations.CreateModel(
            name="Trial",
            fields=[
                ("project_id", models.UUIDField(editable=False)),
                ("created_at", models.DateTimeField(editable=False)),
                (
                    "id",
                    models.UUIDField(
                        default=sealmark.kernel.ids.new_handle,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("steward", models.UUIDField()),
                ("session_id", models.UUIDField()),
                ("request", models.BinaryField()),
                ("text_key", models.BinaryField(null=True)),
                ("text_blob", models.BinaryField(null=True)),
                ("body", models.BinaryField(null=True)),
                ("expires_at", models.DateTimeField()),
            ],
            options={
                "db_table": "redaction_trial",
            },
        ),
        migrations.CreateModel(
            name="PolicyDraft",
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
                ("project_id", models.UUIDField(editable=False)),
                ("created_at", models.DateTimeField(editable=False)),
                ("document", models.BinaryField()),
                ("seq", models.IntegerField(default=1)),
                ("base", models.IntegerField()),
                ("saved_by", models.UUIDField()),
                ("saved_at", models.DateTimeField()),
            ],
            options={
                "db_table": "redaction_policy_draft",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("project_id",), name="redaction_policy_draft_one"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Judgement",
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
                ("project_id", models.UUIDField(editable=False)),
                ("created_at", models.DateTimeField(editable=False)),
                ("weakenings", models.IntegerField()),
                ("texts", models.IntegerField()),
                ("more", models.IntegerField()),
                ("less", models.IntegerField()),
                (
                    "base",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="redaction.policyversion",
                    ),
                ),
                (
                    "policy_version",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="redaction.policyversion",
                    ),
                ),
            ],
            options={
                "db_table": "redaction_policy_judgement",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("project_id", "policy_version", "base"),
                        name="redaction_judgement_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PolicyApproval",
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
                ("project_id", models.UUIDField(editable=False)),
                ("created_at", models.DateTimeField(editable=False)),
                ("version_digest", models.TextField()),
                ("proposer", models.UUIDField()),
                ("approver", models.UUIDField()),
                ("approved", models.BooleanField()),
                ("reason", models.BinaryField()),
                ("event_id", models.UUIDField()),
                (
                    "policy_version",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="redaction.policyversion",
                    ),
                ),
            ],
            options={
                "db_table": "redaction_policy_approval",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("project_id", "policy_version"),
                        name="redaction_policy_approval_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("approver", models.F("proposer")), _negated=True),
                        name="redaction_policy_approval_second_person",
                    ),
                ],
            },
        ),
        *[project_table(table, grants=grants) for table, grants in TABLES.items()],
        migrations.RunSQL(CHAIN, migrations.RunSQL.noop),
        reference(
            "redaction_policy_judgement",
            ("project_id", "policy_version_id"),
            "redaction_policy_version",
        ),
        reference(
            "redaction_policy_judgement", ("project_id", "base_id"), "redaction_policy_version"
        ),
        reference(
            "redaction_policy_approval",
            ("project_id", "policy_version_id", "version_digest", "proposer"),
            "redaction_policy_version",
            ("project_id", "id", "digest", "created_by"),
        ),
    ]
