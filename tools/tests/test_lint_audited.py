"""The rule about changes that leave no trace."""

# SPDX-License-Identifier: Apache-2.0
import pytest

from tools.tests.conftest import Judge

SERVICE = "server/src/sealmark/workflow/services.py"


@pytest.mark.parametrize(
    "body",
    [
        "row.save()",
        "Task.objects.create(id=task)",
        "Task.objects.in_scope(who).update(state='done')",
        "cursor.execute('UPDATE t SET a = 1')",
        "cursor.execute(_CLOSE)",
    ],
)
def test_a_silent_write_is_found(judge: Judge, body: str) -> None:
    code = f"_CLOSE = 'DELETE FROM t'\ndef close(task):\n    {body}\n"

    assert [each.line for each in judge(SERVICE, code)] == [2]


def test_a_recorded_write_passes(judge: Judge) -> None:
    code = "def close(row):\n    row.save()\n    audit.record(events.Closed())\n"

    assert judge(SERVICE, code) == []


def test_a_write_and_a_record_in_helpers_are_followed(judge: Judge) -> None:
    code = """
        def close(row):
            _store(row)
        def open(row):
            _store(row)
            _tell()
        def _store(row):
            row.save()
        def _tell():
            audit.record(events.Opened())
    """

    assert [each.message.split()[0] for each in judge(SERVICE, code)] == ["close"]


@pytest.mark.parametrize(
    "body", ["seen.update(other)", "digest.update(b'x')", "cursor.execute('SELECT 1')"]
)
def test_what_changes_no_row_passes(judge: Judge, body: str) -> None:
    assert judge(SERVICE, f"def read(task):\n    {body}\n") == []


def test_a_reason_excuses(judge: Judge) -> None:
    code = "# allow-audited: a heartbeat every few seconds\ndef renew(row):\n    row.save()\n"

    assert judge(SERVICE, code) == []
