"""Accounts, sessions, one-time links and the counters of sign-in throttling."""

# SPDX-License-Identifier: Apache-2.0
import django.db.models.deletion
import django.db.models.functions
from django.db import migrations, models

import sealmark.kernel.ids
from sealmark.infra.sql import listed_table

SIGN_IN = "'00000000-0000-0000-0000-000000000001'"
PRINCIPAL = "(SELECT sealmark.scope_id('principal'))"
ORGANIZATION = "(SELECT sealmark.scope_id('organization'))"


def of_a_person(column: str) -> str:
    return f"{column} = {PRINCIPAL} OR {PRINCIPAL} = {SIGN_IN}"


def secured(table: str, column: str, privileges: str) -> str:
    """Policies by role: `web` in a scope; the owner for `find_session` only, which is its function."""
    rule = of_a_person(column)
    return f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
CREATE POLICY scoped ON {table} TO sealmark_web USING ({rule}) WITH CHECK ({rule});
CREATE POLICY found_by_digest ON {table} FOR SELECT TO sealmark_owner USING (true);
GRANT {privileges} ON {table} TO sealmark_web;
"""


# The hot path: from the digest of a cookie to a person, in one statement and before any scope is
# open. It tells nothing to whoever does not hold the cookie: a digest leads to one row or to none.
FIND_SESSION = """
CREATE FUNCTION sealmark.find_session(digest bytea) RETURNS TABLE (
    session_id uuid, created_at timestamptz, last_seen_at timestamptz, expires_at timestamptz,
    ended_at timestamptz, user_id uuid, email text, name text, is_active boolean,
    suspended_at timestamptz, account_expires_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT s.id, s.created_at, s.last_seen_at, s.expires_at, s.ended_at,
           u.id, u.email, u.name, u.is_active, u.suspended_at, u.expires_at
    FROM public.identity_session s JOIN public.identity_user u ON u.id = s.user_id
    WHERE s.key_hash = digest
$$;
REVOKE ALL ON FUNCTION sealmark.find_session(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sealmark.find_session(bytea) TO sealmark_web;
"""

CACHE = """
CREATE TABLE infra_cache (
    key text PRIMARY KEY CHECK (length(key) = 64),
    value text NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX infra_cache_expiry ON infra_cache (expires_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON infra_cache TO sealmark_web;
"""

USER_PRIVILEGES = """SELECT, INSERT,
    UPDATE (password, last_login, name, is_active, suspended_at, expires_at)"""
SESSION_PRIVILEGES = "SELECT, INSERT, UPDATE (user_id, data, last_seen_at, ended_at)"


class Migration(migrations.Migration):
    initial = True
    dependencies = [("infra", "0001_scope"), ("contenttypes", "0002_remove_content_type_name")]
    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "id",
                    models.UUIDField(
                        default=sealmark.kernel.ids.new_uuid,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("email", models.TextField(unique=True)),
                ("name", models.TextField()),
                ("managed_by", models.UUIDField(null=True)),
                ("is_active", models.BooleanField(default=True)),
                ("created_at", models.DateTimeField(editable=False)),
                ("suspended_at", models.DateTimeField(null=True)),
                ("expires_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "identity_user",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(email=django.db.models.functions.Lower("email")),
                        name="identity_user_email_lower",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Session",
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
                ("key_hash", models.BinaryField(unique=True)),
                ("data", models.TextField(default="")),
                (
                    "agent",
                    models.TextField(
                        choices=[
                            ("chrome", "chrome"),
                            ("edge", "edge"),
                            ("firefox", "firefox"),
                            ("safari", "safari"),
                            ("other", "other"),
                        ],
                        default="other",
                    ),
                ),
                ("created_at", models.DateTimeField(editable=False)),
                ("last_seen_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="identity.user",
                    ),
                ),
            ],
            options={"db_table": "identity_session"},
        ),
        migrations.CreateModel(
            name="SigninLink",
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
                ("token_hash", models.BinaryField(unique=True)),
                (
                    "purpose",
                    models.TextField(
                        choices=[("set_password", "set_password"), ("sign_in", "sign_in")]
                    ),
                ),
                ("organization_id", models.UUIDField(null=True)),
                ("issued_by", models.UUIDField(null=True)),
                ("created_at", models.DateTimeField(editable=False)),
                ("valid_until", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="identity.user",
                    ),
                ),
            ],
            options={"db_table": "identity_signin_link"},
        ),
        migrations.RunSQL(
            [
                secured("identity_user", "id", USER_PRIVILEGES),
                secured("identity_session", "user_id", SESSION_PRIVILEGES),
                FIND_SESSION,
                CACHE,
            ],
            migrations.RunSQL.noop,
        ),
        listed_table(
            "identity_signin_link",
            using=f"{PRINCIPAL} = {SIGN_IN} OR organization_id = {ORGANIZATION}",
            grants={"web": "SELECT, INSERT, UPDATE (used_at)"},
        ),
    ]
