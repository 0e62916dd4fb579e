"""Questions about objects and texts, and what is said about them: sealed, and never changed."""

# SPDX-License-Identifier: Apache-2.0
import django.db.models.deletion
from django.db import migrations, models

import sealmark.annotations.domain
import sealmark.kernel.ids
from sealmark.infra.sql import project_table, reference

TABLES = {
    "annotations_issue": {"web": "SELECT, INSERT, UPDATE (state, answered_at, seen_at)"},
    "annotations_comment": {"web": "SELECT, INSERT"},
}

REFERENCES = [
    (
        "annotations_issue",
        ("project_id", "asset_id", "document_id"),
        "annotations_document",
        ("project_id", "asset_id", "id"),
    ),
    ("annotations_issue", ("project_id", "ontology_version_id"), "ontology_version"),
    ("annotations_issue", ("project_id", "guideline_version_id"), "ontology_guideline_version"),
    ("annotations_comment", ("project_id", "issue_id"), "annotations_issue"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("annotations", "0004_moved"),
        ("assets", "0003_problem_count"),
        ("ontology", "0002_isolation"),
    ]

    operations = [
        migrations.CreateModel(
            name="Issue",
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
                ("task_id", models.UUIDField()),
                ("duty", models.TextField()),
                ("asker", models.UUIDField()),
                ("object", models.BinaryField(null=True)),
                ("ontology_version_id", models.UUIDField()),
                ("guideline_version_id", models.UUIDField()),
                ("guideline_number", models.IntegerField()),
                (
                    "state",
                    models.TextField(
                        choices=[("open", "Open"), ("answered", "Answered"), ("closed", "Closed")],
                        default=sealmark.annotations.domain.IssueState["OPEN"],
                    ),
                ),
                ("is_aside", models.BooleanField(default=False)),
                ("answered_at", models.DateTimeField(null=True)),
                ("seen_at", models.DateTimeField(null=True)),
                (
                    "asset",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="assets.asset",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="annotations.document",
                    ),
                ),
            ],
            options={
                "db_table": "annotations_issue",
            },
        ),
        migrations.CreateModel(
            name="Comment",
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
                ("author", models.UUIDField()),
                (
                    "voice",
                    models.TextField(
                        choices=[
                            ("asker", "Asker"),
                            ("manager", "Manager"),
                            ("reviewer", "Reviewer"),
                        ]
                    ),
                ),
                ("body", models.BinaryField()),
                (
                    "issue",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="annotations.issue",
                    ),
                ),
            ],
            options={
                "db_table": "annotations_comment",
            },
        ),
        migrations.AddIndex(
            model_name="issue",
            index=models.Index(
                fields=["project_id", "created_at", "id"], name="annotations_issue_list"
            ),
        ),
        migrations.AddIndex(
            model_name="issue",
            index=models.Index(fields=["project_id", "document"], name="annotations_issue_of_doc"),
        ),
        migrations.AddIndex(
            model_name="issue",
            index=models.Index(
                condition=models.Q(("seen_at__isnull", True), ("state", "answered")),
                fields=["project_id", "asker"],
                name="annotations_issue_unseen",
            ),
        ),
        migrations.AddIndex(
            model_name="issue",
            index=models.Index(
                condition=models.Q(("state", "open")),
                fields=["project_id"],
                name="annotations_issue_open",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                fields=["project_id", "issue", "created_at"], name="annotations_comment_thread"
            ),
        ),
        *[project_table(table, grants=grants) for table, grants in TABLES.items()],
        *[reference(*pointer) for pointer in REFERENCES],
    ]
