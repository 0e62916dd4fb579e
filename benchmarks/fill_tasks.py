"""Copy many open tasks into a project, as the redactor: rows only, their texts are never served."""

# SPDX-License-Identifier: Apache-2.0
import os
import sys
from typing import Any
from uuid import UUID

import django

BATCH = 100_000
COPY = """
WITH source AS (
    SELECT t.*, c.id AS one FROM workflow_task t
    JOIN redaction_clearance c ON c.project_id = t.project_id AND c.id = t.clearance_id
    WHERE t.project_id = %(project)s LIMIT 1
), asset AS (
    INSERT INTO assets_asset (id, project_id, created_at, dataset_id, upload_id, ordinal, modality,
        state, reason, tier, language)
    SELECT gen_random_uuid(), a.project_id,
        a.created_at - (n %% %(days)s) * interval '1 day', a.dataset_id, a.upload_id,
        a.ordinal + %(from)s + n, a.modality, a.state, '', a.tier, a.language
    FROM assets_asset a, generate_series(1, %(count)s) n, source s
    WHERE a.project_id = s.project_id AND a.id = s.asset_id RETURNING id, project_id, created_at
), rendition AS (
    INSERT INTO redaction_rendition (id, project_id, created_at, asset_id, policy_version_id,
        number, hidden, risk_bp, detectors, commitment)
    SELECT gen_random_uuid(), a.project_id, a.created_at, a.id, r.policy_version_id, 1, 0, 0,
        r.detectors, r.commitment
    FROM asset a, source s JOIN redaction_rendition r ON r.id = s.rendition_id
    RETURNING id, project_id, asset_id, created_at
), clearance AS (
    INSERT INTO redaction_clearance (id, project_id, created_at, asset_id, rendition_id)
    SELECT gen_random_uuid(), project_id, created_at, asset_id, id FROM rendition
    RETURNING id, project_id, asset_id, rendition_id, created_at
), document AS (
    INSERT INTO annotations_document (id, project_id, created_at, asset_id, rendition_id, track,
        state, number)
    SELECT gen_random_uuid(), project_id, created_at, asset_id, id, 'main', 'open', 0
    FROM rendition RETURNING id, asset_id
)
INSERT INTO workflow_task (id, project_id, created_at, step_id, duty, asset_id, rendition_id,
    clearance_id, document_id, state, rank, prior, reason)
SELECT gen_random_uuid(), c.project_id, c.created_at, s.step_id, 'label', c.asset_id,
    c.rendition_id, c.id, d.id, 'open', 5000000000 + row_number() OVER (), s.prior, ''
FROM clearance c JOIN document d ON d.asset_id = c.asset_id, source s
"""


def main(project: UUID, count: int, days: int = 1) -> None:
    """Copy `count` tasks, a batch a transaction, as if they had come over so many days."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "sealmark.bootstrap.settings"
    django.setup()
    from django.db import connection

    from sealmark.infra import scope
    from sealmark.kernel.ids import ProjectId

    done = 0
    while done < count:
        size = min(BATCH, count - done)
        with scope.project(ProjectId(project)), connection.cursor() as cursor:
            names: dict[str, Any] = {"project": project, "from": done}
            names |= {"count": size, "days": days}
            cursor.execute(COPY, names)
        done += size
        print(f"  copied {done:,} of {count:,}", flush=True)


if __name__ == "__main__":
    main(UUID(sys.argv[1]), *map(int, sys.argv[2:]))
