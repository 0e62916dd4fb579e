"""No task without a clearance of its own rendition; no second duty without a waiver."""

# SPDX-License-Identifier: Apache-2.0
from django.db import migrations

from sealmark.infra.sql import project_table, reference

TABLES = {
    "workflow_step": {
        "web": "SELECT, INSERT, UPDATE (share_bp, lease_minutes)",
        "worker": "SELECT",
        "redactor": "SELECT",
    },
    "workflow_task": {
        "web": "SELECT, INSERT, UPDATE (state, rank, prior, owner, done_at, reason)",
        "worker": "SELECT",
        "redactor": "SELECT, INSERT, UPDATE (state)",
    },
    "workflow_lease": {
        "web": "SELECT, INSERT, UPDATE (expires_at, ended_at, ending)",
        "redactor": "SELECT, UPDATE (ended_at, ending)",
    },
    "workflow_draft": {
        "web": "SELECT, INSERT, UPDATE, DELETE",
    },
    "workflow_hands": {
        "web": "SELECT, INSERT",
        "worker": "SELECT",
    },
    "workflow_verdict": {
        "web": "SELECT, INSERT",
        "worker": "SELECT",
    },
    "workflow_skip": {
        "web": "SELECT, INSERT",
    },
}

REFERENCES = [
    (
        "workflow_task",
        ("project_id", "step_id", "duty"),
        "workflow_step",
        ("project_id", "id", "duty"),
    ),
    (
        "workflow_task",
        ("project_id", "asset_id", "rendition_id", "clearance_id"),
        "redaction_clearance",
        ("project_id", "asset_id", "rendition_id", "id"),
    ),
    (
        "workflow_task",
        ("project_id", "asset_id", "document_id"),
        "annotations_document",
        ("project_id", "asset_id", "id"),
    ),
    ("workflow_lease", ("project_id", "task_id"), "workflow_task"),
    ("workflow_draft", ("project_id", "task_id"), "workflow_task"),
    ("workflow_hands", ("project_id", "asset_id"), "assets_asset"),
    (
        "workflow_verdict",
        ("project_id", "asset_id", "task_id", "duty"),
        "workflow_task",
        ("project_id", "asset_id", "id", "duty"),
    ),
    (
        "workflow_verdict",
        ("project_id", "asset_id", "reviewer", "duty"),
        "workflow_hands",
        ("project_id", "asset_id", "user_id", "duty"),
    ),
    (
        "workflow_verdict",
        ("project_id", "asset_id", "revision_id"),
        "annotations_revision",
        ("project_id", "asset_id", "id"),
    ),
    ("workflow_skip", ("project_id", "task_id"), "workflow_task"),
    (
        "annotations_revision",
        ("project_id", "asset_id", "author", "duty"),
        "workflow_hands",
        ("project_id", "asset_id", "user_id", "duty"),
    ),
    (
        "annotations_revision",
        ("project_id", "asset_id", "task_id", "duty"),
        "workflow_task",
        ("project_id", "asset_id", "id", "duty"),
    ),
]

# The queue is read in order of (prior person, rank); what is not open costs nothing to skip.
QUEUE = [
    """CREATE INDEX workflow_task_queue ON workflow_task (project_id, duty, prior, rank, id)
    WHERE state = 'open'""",
    """CREATE INDEX workflow_task_mine ON workflow_task (project_id, owner, done_at)
    WHERE owner IS NOT NULL""",
    # What came back to somebody is found without passing by all that they ever did.
    """CREATE INDEX workflow_task_returned ON workflow_task (project_id, owner, duty, done_at)
    WHERE state = 'returned'""",
    """CREATE INDEX workflow_verdict_sent_back ON workflow_verdict (project_id, revision_id, id)
    WHERE outcome = 'send_back'""",
    """CREATE INDEX workflow_task_of_asset ON workflow_task (project_id, asset_id)""",
    """CREATE UNIQUE INDEX workflow_lease_one_per_task ON workflow_lease (project_id, task_id)
    WHERE ended_at IS NULL""",
    """CREATE UNIQUE INDEX workflow_lease_one_per_person ON workflow_lease (project_id, holder)
    WHERE ended_at IS NULL""",
    """CREATE INDEX workflow_lease_expiry ON workflow_lease (project_id, expires_at)
    WHERE ended_at IS NULL""",
]

# Every label moves a row of these: what is dead at the head of the queue is cleared soon.
TIDY = [
    f"ALTER TABLE {table} SET (autovacuum_vacuum_scale_factor = 0.05, "
    "autovacuum_analyze_scale_factor = 0.05)"
    for table in ("workflow_task", "workflow_lease", "workflow_draft")
]

# The chain of composite keys: a row names the asset, rendition and duty of what it points to.
CHAIN = [
    "ALTER TABLE workflow_step ADD CONSTRAINT workflow_step_chain UNIQUE (project_id, id, duty)",
    "ALTER TABLE workflow_task ADD CONSTRAINT workflow_task_chain UNIQUE (project_id, asset_id, id, duty)",
]


class Migration(migrations.Migration):
    dependencies = [
        ("infra", "0003_isolation"),
        ("workflow", "0001_initial"),
        ("annotations", "0002_isolation"),
    ]
    operations = [
        *[project_table(table, grants=grants) for table, grants in TABLES.items()],
        migrations.RunSQL(CHAIN, migrations.RunSQL.noop),
        *[reference(*pointer) for pointer in REFERENCES],
        migrations.RunSQL(QUEUE, migrations.RunSQL.noop),
        migrations.RunSQL(TIDY, migrations.RunSQL.noop),
    ]
