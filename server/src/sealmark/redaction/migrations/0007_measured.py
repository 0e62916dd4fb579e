"""How policy versions did on the evaluation set."""

# SPDX-License-Identifier: Apache-2.0
import django.db.models.deletion
from django.db import migrations, models

import sealmark.kernel.ids
from sealmark.infra.sql import project_table, reference

GRANTS = {"web": "SELECT", "redactor": "SELECT, INSERT"}
COUNTS = ["texts", "planted", "found", "others", "words", "words_hidden"]
REFERENCES = [
    ("redaction_evaluation", ("project_id", "policy_version_id"), "redaction_policy_version"),
    ("redaction_evaluation_kind", ("project_id", "evaluation_id"), "redaction_evaluation"),
]


def row(name: str, fields: list[tuple[str, models.Field]], table: str) -> migrations.CreateModel:  # type: ignore[type-arg] # plain columns
    """Make a table of a project."""
    key = models.UUIDField(
        default=sealmark.kernel.ids.new_uuid, editable=False, primary_key=True, serialize=False
    )
    return migrations.CreateModel(
        name,
        fields=[
            ("id", key),
            ("project_id", models.UUIDField(editable=False)),
            ("created_at", models.DateTimeField(editable=False)),
            *fields,
        ],
        options={"db_table": table},
    )


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
    dependencies = [("redaction", "0006_quarantine")]
    operations = [
        row(
            "Evaluation",
            [
                ("policy_version", link("redaction.policyversion")),
                ("set_version", models.TextField()),
                *[(name, models.IntegerField()) for name in COUNTS],
            ],
            "redaction_evaluation",
        ),
        migrations.AddIndex(
            "evaluation",
            models.Index(
                fields=["project_id", "policy_version", "created_at"],
                name="redaction_evaluation_newest",
            ),
        ),
        row(
            "EvaluationKind",
            [
                ("evaluation", link("redaction.evaluation")),
                ("kind", models.TextField()),
                ("planted", models.IntegerField()),
                ("found", models.IntegerField()),
            ],
            "redaction_evaluation_kind",
        ),
        migrations.AddConstraint(
            "evaluationkind",
            models.UniqueConstraint(
                fields=["project_id", "evaluation", "kind"], name="redaction_evaluation_kind_once"
            ),
        ),
        project_table("redaction_evaluation", grants=GRANTS),
        project_table("redaction_evaluation_kind", grants=GRANTS),
        *[reference(*pointer) for pointer in REFERENCES],
    ]
