"""Metadata beside a text goes through redaction on its way to people, and keeps its name."""

# SPDX-License-Identifier: Apache-2.0
import lines
from django_fixture import ActAs

from sealmark.infra import scope
from sealmark.redaction.metadata import NOT_SHOWN
from sealmark.workflow import services as workflow
from sealmark.workflow.domain import Duty

TEXT = "The patient takes aspirin and reports no pain at all in the left knee this week."
GREEK = "Ο ασθενής λαμβάνει ασπιρίνη και δεν αναφέρει κανέναν πόνο."


def test_codes_are_shown_names_are_hidden_and_doubt_is_left_out(
    database: str, acting_as: ActAs
) -> None:
    _ = database
    line = lines.make_project()
    row = {"text": TEXT, "section": "GENHX", "seen_by": "Dr. Mary Johnson", "note": GREEK}
    lines.upload_rows(line, [row], shown=("section", "seen_by", "note"))
    with acting_as("redactor"):
        lines.run_jobs(line)
    with scope.project(line.project):
        leased = workflow.lease_next(line.person(), Duty.LABEL, clock=lines.CLOCK)
        assert leased is not None
        shown = leased.desk.rendition_content()["shown"]
    assert (shown["section"], shown["note"]) == ("GENHX", NOT_SHOWN)
    assert "Johnson" not in shown["seen_by"]
