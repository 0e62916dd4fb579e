"""Who changes the log as a superuser, past every grant, is found, and what was changed is named."""

# SPDX-License-Identifier: Apache-2.0
import os
import subprocess
import sys
from uuid import UUID

import psycopg
import pytest
from django.conf import settings
from integration.audit.logged import BATCHES, ENTRIES
from postgres_fixture import PgCluster

from sealmark.audit import selectors as audit
from sealmark.audit.selectors import LogFaultError

Logged = tuple[str, UUID]
LEAF_PLACE = "SELECT event_id FROM audit_leaf WHERE index = {} AND organization_id = %(log)s"
EVENT = f"WHERE id = ({LEAF_PLACE})"
FLIP = "set_byte({0}, 20, get_byte({0}, 20) # 1)"
FREE = "ALTER TABLE audit_leaf DROP CONSTRAINT audit_leaf_event_id_fkey"

TAMPERED = {
    "an event's facts": (
        f"""UPDATE audit_event SET body = convert_to(replace(convert_from(body, 'UTF8'),
            '"number":2}}', '"number":7}}'), 'UTF8') {EVENT.format(2)}""",
        "entry 2 is not the one that was logged",
    ),
    "one bit of an event": (
        f"UPDATE audit_event SET body = {FLIP.format('body')} {EVENT.format(400)}",
        "entry 400 is not the one that was logged",
    ),
    "an event's project beside it, so that its page does not show it": (
        f"UPDATE audit_event SET project_id = gen_random_uuid() {EVENT.format(9)}",
        "what stands beside entry 9 is not what the entry says",
    ),
    "an event's kind beside it": (
        f"UPDATE audit_event SET kind = 'nothing.at-all' {EVENT.format(9)}",
        "what stands beside entry 9 is not what the entry says",
    ),
    "an event's time beside it": (
        f"UPDATE audit_event SET at = at - interval '1 microsecond' {EVENT.format(599)}",
        "what stands beside entry 599 is not what the entry says",
    ),
    "a deleted event": (
        f"{FREE}; DELETE FROM audit_event {EVENT.format(17)}",
        "the event of entry 17 is missing",
    ),
    "a deleted last event": (
        f"{FREE}; DELETE FROM audit_event {EVENT.format(599)}",
        "the event of entry 599 is missing",
    ),
    "an event and its leaf, deleted": (
        """DELETE FROM audit_leaf WHERE index = 17 AND organization_id = %(log)s""",
        "entries are missing: 599 of 600 are there",
    ),
    "the last event and its leaf, deleted": (
        "DELETE FROM audit_leaf WHERE index = 599 AND organization_id = %(log)s",
        "the newest checkpoint is over 600 entries, and 599 are there",
    ),
    "a leaf's hash": (
        (
            f"UPDATE audit_leaf SET hash = {FLIP.format('hash')}"
            " WHERE index = 3 AND organization_id = %(log)s"
        ),
        "entry 3 is not the one that was logged",
    ),
    "an event and its leaf, both made to fit each other": (
        f"""UPDATE audit_event SET body = {FLIP.format("body")} {EVENT.format(3)};
            UPDATE audit_leaf l SET hash = sha256('\\x00'::bytea || e.body) FROM audit_event e
            WHERE e.id = l.event_id AND l.index = 3 AND l.organization_id = %(log)s""",
        "the tree is not the one signed at size 5",
    ),
    "two events that changed places": (
        """ALTER TABLE audit_leaf DROP CONSTRAINT audit_leaf_event_id_key;
           UPDATE audit_leaf l SET event_id = o.event_id, hash = o.hash FROM audit_leaf o
           WHERE l.organization_id = %(log)s AND o.organization_id = l.organization_id
             AND l.index IN (310, 311) AND o.index IN (310, 311) AND o.index <> l.index""",
        f"the tree is not the one signed at size {ENTRIES}",
    ),
    "a full tile": (
        (
            f"UPDATE audit_tile SET data = {FLIP.format('data')}"
            " WHERE level = 0 AND index = 1 AND width = 256 AND organization_id = %(log)s"
        ),
        "tile/0/001: the tile does not match what lies below it",
    ),
    "a partial tile": (
        (
            f"UPDATE audit_tile SET data = {FLIP.format('data')}"
            " WHERE level = 0 AND index = 2 AND width = 88 AND organization_id = %(log)s"
        ),
        "tile/0/002.p/88: the tile does not match what lies below it",
    ),
    "a deleted tile": (
        "DELETE FROM audit_tile WHERE level = 1 AND organization_id = %(log)s",
        "tile/1/000.p/2: the tile does not match what lies below it",
    ),
    "a checkpoint's root": (
        (
            f"UPDATE audit_checkpoint SET root = {FLIP.format('root')}"
            " WHERE size = 305 AND organization_id = %(log)s"
        ),
        "the checkpoint of size 305 was changed",
    ),
    "a checkpoint's signature": (
        """UPDATE audit_checkpoint SET note = overlay(note PLACING CASE
           substr(note, length(note) - 40, 1) WHEN 'A' THEN 'B' ELSE 'A' END
           FROM length(note) - 40) WHERE size = 305 AND organization_id = %(log)s""",
        "the checkpoint of size 305: the ML-DSA-44 cosignature does not verify",
    ),
    "a checkpoint that was signed for another log": (
        """UPDATE audit_checkpoint SET note = replace(note, %(log)s::text,
           '00000000-0000-0000-0000-000000000000') WHERE organization_id = %(log)s""",
        "the checkpoint of size 5: the checkpoint is of another log than the key",
    ),
    "the newest checkpoint, deleted": (
        "DELETE FROM audit_checkpoint WHERE size = 600 AND organization_id = %(log)s",
        "the newest checkpoint is over 306 entries, and 600 are there",
    ),
    "all checkpoints, deleted": (
        "DELETE FROM audit_checkpoint WHERE organization_id = %(log)s",
        "the newest checkpoint is over 0 entries, and 600 are there",
    ),
    "all leaves, deleted": (
        "DELETE FROM audit_leaf WHERE organization_id = %(log)s",
        "the newest checkpoint is over 600 entries, and 0 are there",
    ),
}


def tamper(cluster: PgCluster, database: str, log: UUID, statements: str) -> None:
    """Change rows as nobody but a superuser can."""
    with psycopg.connect(cluster.admin_dsn(database)) as admin:
        for statement in statements.split(";"):
            parameters = {"log": log} if "%(log)s" in statement else None
            done = admin.execute(statement.encode(), parameters)
            assert done.rowcount != 0, "this tampering hit nothing"


def audit_verify(cluster: PgCluster, database: str) -> subprocess.CompletedProcess[str]:
    """Run `sealmark audit verify` as somebody types it."""
    return subprocess.run(
        [sys.executable, "-m", "sealmark.interfaces.cli.main", "audit", "verify"],
        check=False,
        capture_output=True,
        text=True,
        env={
            "PATH": os.environ["PATH"],
            "SEALMARK_HOME": str(settings.SEALMARK_HOME.path),
            "SEALMARK_DB_URL_WORKER": cluster.address("worker", database).url(),
        },
    )


def test_a_log_that_nobody_touched_holds(database: str, logged: Logged) -> None:
    _ = database
    verdicts, pending = audit.verify_log()
    (verdict,) = [one for one in verdicts if one.organization == logged[1]]
    assert (verdict.size, verdict.checkpoints) == (ENTRIES, len(BATCHES))
    assert pending.count == 0


@pytest.mark.parametrize("what", TAMPERED)
def test_what_was_changed_is_found_and_named(
    what: str, database: str, logged: Logged, migrated: PgCluster
) -> None:
    statements, sentence = TAMPERED[what]
    tamper(migrated, database, logged[1], statements)
    with pytest.raises(LogFaultError) as found:
        audit.verify_log()
    assert f"The log of organization {logged[1]} does not hold" in found.value.detail
    assert sentence in found.value.detail


def test_the_command_says_that_the_log_holds(
    database: str, logged: Logged, migrated: PgCluster
) -> None:
    told = audit_verify(migrated, database)
    assert told.returncode == 0, told.stderr
    assert f"{logged[1]}: holds. 600 entries, 4 signed checkpoints" in told.stdout


def test_the_command_says_what_was_changed_where_and_what_to_do(
    database: str, logged: Logged, migrated: PgCluster
) -> None:
    statements, sentence = TAMPERED["one bit of an event"]
    tamper(migrated, database, logged[1], statements)
    told = audit_verify(migrated, database)
    assert told.returncode == 1
    assert f"organization {logged[1]} does not hold: {sentence}" in told.stderr
    assert "Keep the database as it is" in told.stderr
    assert "Traceback" not in told.stderr
