"""A project can hold its work back, and suspend somebody for itself alone."""

# SPDX-License-Identifier: Apache-2.0
from django.db import migrations, models

GRANTS = (
    "GRANT UPDATE (held_at) ON tenancy_project TO sealmark_web",
    "GRANT UPDATE (suspended_at) ON tenancy_project_member TO sealmark_web",
)

# The hot path of every request, as before, and blind to whom the project suspended.
FIND_IN_PROJECT = """
CREATE OR REPLACE FUNCTION sealmark.find_session(digest bytea, project uuid, at timestamptz)
RETURNS TABLE (
    session_id uuid, created_at timestamptz, last_seen_at timestamptz, expires_at timestamptz,
    ended_at timestamptz, user_id uuid, email text, name text, is_active boolean,
    suspended_at timestamptz, account_expires_at timestamptz, organization_id uuid, state text,
    separates_steps boolean, organization_role text, roles text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT f.*, g.*
    FROM sealmark.find_session(digest) f LEFT JOIN LATERAL (
        SELECT p.organization_id, p.state, p.separates_steps, s.role, string_agg(m.role, ' ')
        FROM public.tenancy_project_member m
        JOIN public.tenancy_project p ON p.id = m.project_id
        JOIN public.tenancy_membership s
            ON s.organization_id = m.organization_id AND s.user_id = m.user_id
        WHERE m.project_id = project AND m.user_id = f.user_id AND m.suspended_at IS NULL
          AND m.ended_at IS NULL AND (m.ends_at IS NULL OR m.ends_at > at)
          AND s.suspended_at IS NULL
          AND s.ended_at IS NULL AND (s.ends_at IS NULL OR s.ends_at > at)
        GROUP BY p.id, s.id) g ON true
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0002_protection")]
    operations = [
        migrations.AddField("project", "held_at", models.DateTimeField(null=True)),
        migrations.AddField("projectmember", "suspended_at", models.DateTimeField(null=True)),
        migrations.RunSQL([*GRANTS, FIND_IN_PROJECT], migrations.RunSQL.noop),
    ]
