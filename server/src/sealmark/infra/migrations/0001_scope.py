"""The database's half of scopes: verified by MAC, raising when none is open."""

# SPDX-License-Identifier: Apache-2.0
from django.db import migrations

SCHEMA = """
CREATE SCHEMA sealmark;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA sealmark TO
    sealmark_web, sealmark_worker, sealmark_redactor, sealmark_sequencer;
GRANT USAGE ON SCHEMA public TO
    sealmark_web, sealmark_worker, sealmark_redactor, sealmark_sequencer;

-- HMAC-SHA256 keys of the runtime roles, already xored with ipad and opad (RFC 2104):
-- the server has sha256() but no hmac() without an extension.
CREATE TABLE sealmark.scope_secret (
    role name PRIMARY KEY,
    inner_pad bytea NOT NULL CHECK (length(inner_pad) = 64),
    outer_pad bytea NOT NULL CHECK (length(outer_pad) = 64)
);
REVOKE ALL ON sealmark.scope_secret FROM PUBLIC;
"""

VERIFY = """
CREATE FUNCTION sealmark.verified_scope() RETURNS text[]
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    context text := current_setting('sealmark.scope', true);
    parts text[];
    subject text;
    message bytea;
    secret sealmark.scope_secret%ROWTYPE;
BEGIN
    IF context IS NULL OR context = '' THEN
        RAISE EXCEPTION 'no scope is open' USING ERRCODE = 'SM001';
    END IF;
    parts := string_to_array(context, ':');
    subject := parts[1] || ':' || parts[2] || ':' || parts[3];
    message := convert_to(subject || ':' || pg_backend_pid() || ':'
        || (extract(epoch FROM transaction_timestamp()) * 1e6)::bigint, 'UTF8');
    SELECT * INTO secret FROM sealmark.scope_secret WHERE role = session_user;
    -- IS DISTINCT FROM: a missing part or secret is a refusal too, never NULL.
    IF sha256(secret.outer_pad || sha256(secret.inner_pad || message))
       IS DISTINCT FROM decode(parts[4], 'hex') OR array_length(parts, 1) <> 4 THEN
        RAISE EXCEPTION 'the scope is not genuine' USING ERRCODE = 'SM002';
    END IF;
    IF parts[1] = 'sweep' AND session_user NOT IN ('sealmark_sequencer', 'sealmark_worker') THEN
        RAISE EXCEPTION 'this role opens no sweep' USING ERRCODE = 'SM004';
    END IF;
    RETURN parts;
END $$;

CREATE FUNCTION sealmark.scope_id(wanted text) RETURNS uuid
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    parts text[] := sealmark.verified_scope();
BEGIN
    IF parts[1] <> wanted THEN
        RETURN NULL;
    END IF;
    RETURN parts[2]::uuid;
END $$;

CREATE FUNCTION sealmark.scope_project() RETURNS uuid
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    parts text[] := sealmark.verified_scope();
BEGIN
    IF parts[1] <> 'project' THEN
        RAISE EXCEPTION 'a % scope shows no project rows', parts[1] USING ERRCODE = 'SM003';
    END IF;
    RETURN parts[2]::uuid;
END $$;

CREATE FUNCTION sealmark.scope_principal() RETURNS uuid
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    parts text[] := sealmark.verified_scope();
BEGIN
    RETURN parts[3]::uuid;
END $$;

REVOKE ALL ON FUNCTION sealmark.verified_scope() FROM PUBLIC;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunSQL([SCHEMA, VERIFY], migrations.RunSQL.noop)]
