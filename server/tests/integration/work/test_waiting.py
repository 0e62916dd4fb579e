"""What waits for a person includes what lies on their own desk, and nothing of anybody else's."""

# SPDX-License-Identifier: Apache-2.0
from django_fixture import ActAs
from integration.work.office import TEXTS, Desk, open_office

from sealmark.access.domain import ProjectRole


def waiting(desk: Desk) -> int:
    return int(desk.browser.get(f"{desk.base}/work").json()["label"]["open"])


def test_the_only_text_waits_for_whoever_has_it_on_the_desk(acting_as: ActAs) -> None:
    office = open_office(acting_as, TEXTS[:1])
    anna, ben = office.somebody(ProjectRole.LABELER), office.somebody(ProjectRole.LABELER)
    assert (waiting(anna), waiting(ben)) == (1, 1)
    taken = anna.take()
    assert (waiting(anna), waiting(ben)) == (1, 0)
    assert anna.take()["task_id"] == taken["task_id"]
