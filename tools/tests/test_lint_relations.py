"""The rule about what tables may point at."""

# SPDX-License-Identifier: Apache-2.0
import pytest

from tools.tests.conftest import Judge

MODELS = "server/src/sealmark/annotations/models.py"
MIGRATION = "server/src/sealmark/annotations/migrations/0001_initial.py"


@pytest.mark.parametrize(
    "target", ["workflow.Task", "redaction.Rendition"], ids=["above", "beside"]
)
@pytest.mark.parametrize("field", ["link", "models.ForeignKey"])
def test_pointing_up_or_sideways_is_refused(judge: Judge, target: str, field: str) -> None:
    assert len(judge(MODELS, f"row = {field}({target!r})")) == 1


@pytest.mark.parametrize("target", ["assets.Asset", "annotations.Revision"])
def test_pointing_down_or_at_oneself_passes(judge: Judge, target: str) -> None:
    assert judge(MODELS, f"row = link({target!r})") == []


def test_a_migration_that_waits_for_what_is_above_is_refused(judge: Judge) -> None:
    code = 'dependencies = [("assets", "0001"), ("workflow", "0001"), ("contenttypes", "0002")]'

    assert [each.message for each in judge(MIGRATION, code)] == [
        "annotations points at workflow, which is not below it"
    ]
