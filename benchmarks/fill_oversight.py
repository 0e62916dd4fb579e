"""Give a project a past, as the owner: held texts, hidden places, two months of work by a few.

- Rows only, written past the scopes in one go: their texts are never served, their labels never
  opened. Run it after `benchmarks.fill_tasks`, whose tasks it spreads over the days.
- What is counted by kind, reason or person has several of each, in uneven shares.
"""

# SPDX-License-Identifier: Apache-2.0
import os
import sys
from typing import Any
from uuid import UUID

import django

DAYS = 60
TABLES = (
    "tenancy_project",
    "assets_asset",
    "redaction_rendition",
    "redaction_clearance",
    "redaction_kind_count",
    "redaction_hold",
    "redaction_doubt_count",
    "annotations_document",
    "annotations_revision",
    "workflow_step",
    "workflow_task",
    "workflow_hands",
    "workflow_lease",
)
_BEGUN = "UPDATE tenancy_project SET created_at = created_at - interval '61 days' WHERE id = %s"
_KINDS = """
INSERT INTO redaction_kind_count (id, project_id, created_at, rendition_id, kind, count)
SELECT gen_random_uuid(), r.project_id, r.created_at, r.id, k.kind,
    1 + abs(hashtext(r.id::text)) %% 4
FROM redaction_rendition r,
    (VALUES ('NAME', 1), ('DATE', 2), ('PHONE', 5), ('ID', 7)) k (kind, one_in)
WHERE r.project_id = %(project)s AND abs(hashtext(r.id::text || k.kind)) %% k.one_in = 0
"""
_HELD = """
WITH source AS (
    SELECT a.*, r.policy_version_id, r.detectors, r.commitment FROM assets_asset a
    JOIN redaction_rendition r ON r.project_id = a.project_id AND r.asset_id = a.id
    WHERE a.project_id = %(project)s AND a.state = 'ready' LIMIT 1
), asset AS (
    INSERT INTO assets_asset (id, project_id, created_at, dataset_id, upload_id, ordinal, modality,
        state, reason, tier, language)
    SELECT gen_random_uuid(), s.project_id, now() - n * interval '40 seconds', s.dataset_id,
        s.upload_id, 10000000 + n, s.modality, 'quarantined',
        (ARRAY['risk', 'risk', 'found-again', 'risk found-again', 'language', 'reported'])
            [1 + n %% 6],
        (ARRAY['low', 'medium', 'high'])[1 + n %% 3], (ARRAY['en', 'en', 'de', 'fr'])[1 + n %% 4]
    FROM source s, generate_series(1, %(count)s) n RETURNING *
), rendition AS (
    INSERT INTO redaction_rendition (id, project_id, created_at, asset_id, policy_version_id,
        number, hidden, risk_bp, detectors, commitment)
    SELECT gen_random_uuid(), a.project_id, a.created_at, a.id, s.policy_version_id, 1, 1,
        200 + abs(hashtext(a.id::text)) %% 9800, s.detectors, s.commitment
    FROM asset a, source s RETURNING *
), doubt AS (
    INSERT INTO redaction_doubt_count (id, project_id, created_at, asset_id, kind, count)
    SELECT gen_random_uuid(), a.project_id, a.created_at, a.id, k.kind, 2
    FROM asset a, (VALUES ('NAME', 1), ('DATE', 3), ('ADDRESS', 11), ('ID', 1000)) k (kind, one_in)
    WHERE a.ordinal %% k.one_in = 0
)
INSERT INTO redaction_hold (id, project_id, created_at, asset_id, rendition_id, dataset_id, reason,
    tier, language, risk_bp, doubts, since, aside_at)
SELECT gen_random_uuid(), a.project_id, a.created_at, a.id, r.id, a.dataset_id, a.reason, a.tier,
    a.language, r.risk_bp, 2, a.created_at, CASE WHEN a.ordinal %% 10 = 0 THEN now() END
FROM asset a JOIN rendition r ON r.asset_id = a.id
"""
_DONE = """
CREATE TEMPORARY TABLE done AS
SELECT t.*, r.policy_version_id, gen_random_uuid() AS revision, p.people[1 + n %% 8] AS person,
    greatest(t.created_at, now() - (%(count)s - n) * interval '60 days' / %(count)s) AS moment
FROM (SELECT *, row_number() OVER (ORDER BY rank) AS n FROM workflow_task
      WHERE project_id = %(project)s AND state = 'open' AND duty = 'label'
      ORDER BY rank LIMIT %(count)s) t
JOIN redaction_rendition r ON r.project_id = t.project_id AND r.id = t.rendition_id,
    (SELECT %(people)s::uuid[] AS people) p
"""
_WORK = (
    """
    INSERT INTO workflow_hands (id, project_id, created_at, asset_id, user_id, duty)
    SELECT gen_random_uuid(), project_id, moment, asset_id, person, 'label' FROM done
    """,
    """
    INSERT INTO workflow_lease (id, project_id, created_at, task_id, holder, session_id, expires_at,
        ended_at, ending)
    SELECT gen_random_uuid(), project_id, moment - interval '50 seconds', id, person, person,
        moment, moment, 'submitted' FROM done
    """,
    """
    INSERT INTO annotations_revision (id, project_id, created_at, document_id, asset_id, number,
        origin, task_id, duty, author, outcome, submit_key, body, commitment, policy_version_id,
        rendition_id, clearance_id)
    SELECT revision, project_id, moment, document_id, asset_id, 1, 'human', id, 'label', person,
        'submitted', revision::text, '', '', policy_version_id, rendition_id, clearance_id FROM done
    """,
    """
    UPDATE annotations_document d SET state = 'final', number = 1, current = o.revision
    FROM done o WHERE d.project_id = o.project_id AND d.id = o.document_id
    """,
    """
    UPDATE workflow_task t SET state = 'done', done_at = o.moment, owner = o.person
    FROM done o WHERE t.project_id = o.project_id AND t.id = o.id
    """,
)


def main(project: UUID, held: int, done: int, people: list[UUID]) -> None:
    """Write `held` texts into quarantine and `done` labels by `people` into the days before."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "sealmark.bootstrap.settings"
    django.setup()
    from django.db import connection

    from sealmark.infra.sql import unforced

    names: dict[str, Any] = {"project": project, "people": people}
    with (
        connection.schema_editor() as editor,
        unforced(editor, TABLES),
        connection.cursor() as cursor,
    ):
        cursor.execute(_BEGUN, [project])
        cursor.execute(_KINDS, names)
        print("  kinds counted", flush=True)
        cursor.execute(_HELD, names | {"count": held})
        print(f"  held {held:,}", flush=True)
        cursor.execute(_DONE, names | {"count": done})
        for statement in _WORK:
            cursor.execute(statement)
        print(f"  labeled {done:,}", flush=True)
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"VACUUM ANALYZE {table}")


if __name__ == "__main__":
    main(UUID(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), [UUID(one) for one in sys.argv[4:]])
