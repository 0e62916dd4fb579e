"""The outbox, and the log that one sequencer makes of it."""

# SPDX-License-Identifier: Apache-2.0
from django.db import migrations

from sealmark.infra.sql import listed_table

EVENT = """
CREATE TABLE audit_event (
    id uuid PRIMARY KEY,
    organization_id uuid NOT NULL,
    project_id uuid,
    xid bigint NOT NULL DEFAULT (pg_current_xact_id()::text::bigint),
    at timestamptz NOT NULL,
    kind text NOT NULL,
    body bytea NOT NULL
);
CREATE INDEX audit_event_order ON audit_event (xid, id);
CREATE INDEX audit_event_by_project ON audit_event (organization_id, project_id, id);
"""

LOG = """
CREATE TABLE audit_leaf (
    organization_id uuid NOT NULL,
    index bigint NOT NULL CHECK (index >= 0),
    event_id uuid NOT NULL UNIQUE REFERENCES audit_event (id),
    hash bytea NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (organization_id, index)
);
CREATE TABLE audit_tile (
    organization_id uuid NOT NULL,
    level smallint NOT NULL CHECK (level BETWEEN 0 AND 7),
    index bigint NOT NULL,
    width smallint NOT NULL CHECK (width BETWEEN 1 AND 256),
    data bytea NOT NULL CHECK (length(data) = width * 32),
    PRIMARY KEY (organization_id, level, index, width)
);
CREATE TABLE audit_checkpoint (
    organization_id uuid NOT NULL,
    size bigint NOT NULL CHECK (size > 0),
    root bytea NOT NULL CHECK (length(root) = 32),
    at timestamptz NOT NULL,
    note text NOT NULL,
    PRIMARY KEY (organization_id, size)
);
"""

CURSOR = """
CREATE TABLE audit_cursor (
    id smallint PRIMARY KEY CHECK (id = 1),
    low_water bigint NOT NULL
);
"""

SEQUENCING = "(SELECT sealmark.scope_id('sweep')) = '00000000-0000-0000-0000-000000000010'"
MEMBER = "organization_id = (SELECT sealmark.scope_id('organization'))"
OUTBOX_USING = f"project_id = (SELECT sealmark.scope_id('project')) OR {MEMBER} OR {SEQUENCING}"
# A person's own scope writes (signing in, joining) and reads nothing: it belongs to no organization.
OUTBOX_CHECK = f"""
{OUTBOX_USING} OR (project_id IS NULL AND (SELECT sealmark.scope_id('principal')) IS NOT NULL)
"""
LOG_USING = f"{MEMBER} OR {SEQUENCING} OR (SELECT sealmark.scope_id('project')) IS NOT NULL"

# The transaction id is the database's to say, never the caller's.
WRITES = "SELECT, INSERT (id, organization_id, project_id, at, kind, body)"
APPENDS = "SELECT, INSERT"


class Migration(migrations.Migration):
    initial = True
    dependencies = [("infra", "0003_isolation")]
    operations = [
        migrations.RunSQL([EVENT, LOG, CURSOR], migrations.RunSQL.noop),
        listed_table(
            "audit_event",
            using=OUTBOX_USING,
            check=OUTBOX_CHECK,
            grants={"web": WRITES, "worker": WRITES, "redactor": WRITES, "sequencer": "SELECT"},
        ),
        listed_table(
            "audit_cursor", using=SEQUENCING, grants={"sequencer": "SELECT, INSERT, UPDATE"}
        ),
        *[
            listed_table(
                table,
                using=LOG_USING,
                check=SEQUENCING,
                grants={"web": "SELECT", "worker": "SELECT", "sequencer": APPENDS},
            )
            for table in ("audit_leaf", "audit_tile", "audit_checkpoint")
        ],
    ]
