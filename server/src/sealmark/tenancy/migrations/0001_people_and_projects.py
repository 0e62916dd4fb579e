"""Organizations, memberships, projects, project roles and invitations, each with its policy."""

# SPDX-License-Identifier: Apache-2.0
from typing import Any

import django.db.models.deletion
from django.db import migrations, models

import sealmark.kernel.ids
from sealmark.infra.sql import listed_table, reference

SIGN_IN = "'00000000-0000-0000-0000-000000000001'"
PRINCIPAL = "(SELECT sealmark.scope_id('principal'))"
ORGANIZATION = "(SELECT sealmark.scope_id('organization'))"
PROJECT = "(SELECT sealmark.scope_id('project'))"

OWN_MEMBERSHIP = f"""EXISTS (SELECT FROM tenancy_membership own
    WHERE own.organization_id = tenancy_organization.id AND own.user_id = {PRINCIPAL})"""
OWN_PROJECT = f"""EXISTS (SELECT FROM tenancy_project_member own
    WHERE own.project_id = tenancy_project.id AND own.user_id = {PRINCIPAL})"""
FELLOW = f"""EXISTS (SELECT FROM tenancy_project_member fellow
    WHERE fellow.project_id = {PROJECT} AND fellow.user_id = tenancy_membership.user_id
    AND fellow.organization_id = tenancy_membership.organization_id)"""
MEMBER = f"organization_id = {ORGANIZATION} OR project_id = {PROJECT}"

CHECKS = """
ALTER TABLE tenancy_membership ADD CHECK (email = lower(email));
ALTER TABLE tenancy_invitation ADD CHECK (email = lower(email));
ALTER TABLE tenancy_invitation ADD CHECK ((project_id IS NULL) = (project_roles = ''));
"""

# The hot path of every request in a project: from the digest of a cookie and a project's id to the
# person and what they are there, in one statement and before any scope is open. Whoever does not
# hold the cookie learns nothing: no digest, no row.
FIND_IN_PROJECT = """
CREATE POLICY found_by_digest ON tenancy_membership FOR SELECT TO sealmark_owner USING (true);
CREATE POLICY found_by_digest ON tenancy_project FOR SELECT TO sealmark_owner USING (true);
CREATE POLICY found_by_digest ON tenancy_project_member FOR SELECT TO sealmark_owner USING (true);
CREATE FUNCTION sealmark.find_session(digest bytea, project uuid, at timestamptz) RETURNS TABLE (
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
        WHERE m.project_id = project AND m.user_id = f.user_id
          AND m.ended_at IS NULL AND (m.ends_at IS NULL OR m.ends_at > at)
          AND s.suspended_at IS NULL
          AND s.ended_at IS NULL AND (s.ends_at IS NULL OR s.ends_at > at)
        GROUP BY p.id, s.id) g ON true
$$;
REVOKE ALL ON FUNCTION sealmark.find_session(bytea, uuid, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sealmark.find_session(bytea, uuid, timestamptz) TO sealmark_web;
"""

FACTS_FOR_JOBS = """
GRANT SELECT (id, organization_id, user_id, role, ends_at, suspended_at, ended_at)
    ON tenancy_membership TO sealmark_worker, sealmark_redactor;
"""


def row() -> list[tuple[str, Any]]:
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
        ("created_at", models.DateTimeField(editable=False)),
    ]


def link(to: str, *, constraint: bool = True) -> Any:  # noqa: ANN401 - generic over its target
    return models.ForeignKey(
        db_constraint=constraint,
        on_delete=django.db.models.deletion.DO_NOTHING,
        related_name="+",
        to=to,
    )


def words(*choices: str, **options: str) -> Any:  # noqa: ANN401 - generic over its value
    return models.TextField(choices=[(word, word) for word in choices], **options)


ORGANIZATION_ROLES = ("owner", "administrator", "security_officer", "auditor", "member")
PROJECT_ROLES = ("project_admin", "team_manager", "reviewer", "labeler", "data_steward")


class Migration(migrations.Migration):
    initial = True
    dependencies = [("infra", "0001_scope"), ("identity", "0001_accounts")]
    operations = [
        migrations.CreateModel(
            name="Organization",
            fields=[*row(), ("name", models.TextField())],
            options={"db_table": "tenancy_organization"},
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                *row(),
                ("email", models.TextField()),
                ("name", models.TextField()),
                ("role", words(*ORGANIZATION_ROLES)),
                ("managed", models.BooleanField(default=False)),
                ("ends_at", models.DateTimeField(null=True)),
                ("suspended_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("organization", link("tenancy.organization")),
                ("user", link("identity.user")),
            ],
            options={
                "db_table": "tenancy_membership",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "user"), name="tenancy_membership_person"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Project",
            fields=[
                *row(),
                ("name", models.TextField()),
                ("state", words("active", "closed", default="active")),
                ("separates_steps", models.BooleanField(default=True)),
                ("created_by", models.UUIDField()),
                ("closed_at", models.DateTimeField(null=True)),
                ("organization", link("tenancy.organization")),
            ],
            options={
                "db_table": "tenancy_project",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "id"), name="tenancy_project_in_organization"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProjectMember",
            fields=[
                *row(),
                ("user_id", models.UUIDField()),
                ("role", words(*PROJECT_ROLES)),
                ("granted_by", models.UUIDField()),
                ("ends_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("organization", link("tenancy.organization", constraint=False)),
                ("project", link("tenancy.project", constraint=False)),
            ],
            options={
                "db_table": "tenancy_project_member",
                "indexes": [
                    models.Index(fields=["user_id", "project"], name="tenancy_own_projects")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("project", "user_id", "role"),
                        name="tenancy_project_member_role",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                *row(),
                ("project_id", models.UUIDField(null=True)),
                ("email", models.TextField()),
                ("organization_role", words(*ORGANIZATION_ROLES)),
                ("project_roles", models.TextField(default="")),
                ("ends_at", models.DateTimeField(null=True)),
                ("valid_until", models.DateTimeField()),
                ("token_hash", models.BinaryField(unique=True)),
                ("sponsor", models.UUIDField()),
                ("accepted_at", models.DateTimeField(null=True)),
                ("accepted_by", models.UUIDField(null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
                ("organization", link("tenancy.organization")),
            ],
            options={"db_table": "tenancy_invitation"},
        ),
        migrations.RunSQL(CHECKS, migrations.RunSQL.noop),
        reference(
            "tenancy_project_member",
            ["organization_id", "project_id"],
            "tenancy_project",
            ["organization_id", "id"],
        ),
        reference(
            "tenancy_project_member",
            ["organization_id", "user_id"],
            "tenancy_membership",
            ["organization_id", "user_id"],
        ),
        reference(
            "tenancy_invitation",
            ["organization_id", "project_id"],
            "tenancy_project",
            ["organization_id", "id"],
        ),
        listed_table(
            "tenancy_organization",
            using=f"id = {ORGANIZATION} OR {OWN_MEMBERSHIP}",
            check=f"id = {ORGANIZATION}",
            grants={"web": "SELECT, INSERT, UPDATE (name)"},
        ),
        listed_table(
            "tenancy_membership",
            using=f"organization_id = {ORGANIZATION} OR user_id = {PRINCIPAL} OR {FELLOW}",
            check=f"organization_id = {ORGANIZATION}",
            grants={
                "web": """SELECT, INSERT,
                    UPDATE (email, name, role, managed, ends_at, suspended_at, ended_at)"""
            },
        ),
        listed_table(
            "tenancy_project",
            using=f"id = {PROJECT} OR organization_id = {ORGANIZATION} OR {OWN_PROJECT}",
            check=f"id = {PROJECT} OR organization_id = {ORGANIZATION}",
            grants={
                "web": "SELECT, INSERT, UPDATE (name, state, separates_steps, closed_at)",
                "worker": "SELECT",
                "redactor": "SELECT",
            },
        ),
        listed_table(
            "tenancy_project_member",
            using=f"{MEMBER} OR user_id = {PRINCIPAL}",
            check=MEMBER,
            grants={
                "web": "SELECT, INSERT, UPDATE (ends_at, ended_at)",
                "worker": "SELECT",
                "redactor": "SELECT",
            },
        ),
        listed_table(
            "tenancy_invitation",
            using=f"{MEMBER} OR {PRINCIPAL} = {SIGN_IN}",
            check=MEMBER,
            grants={"web": "SELECT, INSERT, UPDATE (accepted_at, accepted_by, revoked_at)"},
        ),
        migrations.RunSQL([FACTS_FOR_JOBS, FIND_IN_PROJECT], migrations.RunSQL.noop),
    ]
