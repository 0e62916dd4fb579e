"""The explorer: every task once, in order, by any filter; plans are kept and names stay blind."""

# SPDX-License-Identifier: Apache-2.0
from typing import Any
from urllib.parse import urlencode

import lines
import pytest
from django_fixture import ActAs
from integration.identity.people import Browser
from integration.work.office import Desk, Office, open_office

from sealmark.access.domain import ProjectRole
from sealmark.infra import scope
from sealmark.ontology.domain import read_ontology
from sealmark.workflow import explorer
from sealmark.workflow.domain import Duty
from sealmark.workflow.models import Task

MANY = [f"The patient of bed {n} takes aspirin and reports no pain this week." for n in range(7)]


FIRST = read_ontology(lines.ONTOLOGY).classes[0].id


@pytest.fixture
def office(acting_as: ActAs) -> Office:
    return open_office(acting_as, MANY)


@pytest.fixture
def manager(office: Office) -> Browser:
    return office.somebody(ProjectRole.TEAM_MANAGER).browser


def page(who: Browser, office: Office, **wanted: object) -> dict[str, Any]:
    answer = who.get(f"{office.base}/tasks?{urlencode(wanted)}")
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found


def change(who: Browser, office: Office, **wanted: object) -> dict[str, Any]:
    answer = who.post(f"{office.base}/task-changes", wanted)
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found


def label(desk: Desk, start: int = 4, end: int = 11, **more: object) -> str:
    work = desk.take()
    span = {"id": "a", "start": start, "end": end, "class_id": FIRST}
    answer = desk.browser.post(
        desk.at(work, "submit"), {"key": "k", "document": {"spans": [span], "answers": [], **more}}
    )
    assert answer.status_code == 200, answer.content
    return str(work["task_id"])


def test_a_task_that_waits_for_an_answer_is_found_by_that(office: Office, manager: Browser) -> None:
    desk = office.somebody(ProjectRole.LABELER)
    work = desk.take()
    desk.browser.post(desk.at(work, "ask"), {"text": "Does this count?", "aside": True})
    assert [row["id"] for row in page(manager, office, state="aside")["rows"]] == [work["task_id"]]


def test_pages_hold_every_task_once_and_never_a_text(office: Office, manager: Browser) -> None:
    seen, cursor = [], None
    while True:
        found = page(manager, office, limit=3, **({"cursor": cursor} if cursor else {}))
        seen += [row["id"] for row in found["rows"]]
        assert "aspirin" not in str(found)
        cursor = found["cursor"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == len(MANY)


def test_tasks_are_found_by_state_label_person_and_language(
    office: Office, manager: Browser
) -> None:
    labeler = office.somebody(ProjectRole.LABELER)
    done = label(labeler)
    owner = str(labeler.account.user)
    for wanted in (
        {"state": "done"},
        {"label": FIRST},
        {"owner": owner},
        {"order": "finished"},
        {"state": "done", "language": "en", "label": FIRST, "owner": owner},
    ):
        assert [row["id"] for row in page(manager, office, **wanted)["rows"]] == [done]
    (row,) = page(manager, office, state="done")["rows"]
    assert (row["spans"], row["labels"], row["owner"]) == (1, [FIRST], owner)
    assert page(manager, office, language="fr")["rows"] == []
    facets = manager.get(f"{office.base}/task-facets").json()
    assert (facets["states"]["done"], facets["states"]["open"]) == (1, len(MANY) - 1)


def test_texts_of_which_somebody_was_not_sure_are_found(office: Office, manager: Browser) -> None:
    desk = office.somebody(ProjectRole.LABELER)
    label(desk)
    doubted = label(desk, unsure=True)
    (row,) = page(manager, office, doubted=True)["rows"]
    assert (row["id"], row["doubts"]) == (doubted, 1)
    assert len(page(manager, office, doubted=False)["rows"]) == len(MANY)


def test_a_rare_filter_comes_back_with_how_far_it_looked(
    office: Office, manager: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    labeler = office.somebody(ProjectRole.LABELER)
    done = label(labeler)
    monkeypatch.setattr(explorer, "LOOKED_INTO", 2)
    seen, cursor, answers = [], None, 0
    while True:
        wanted = {"label": FIRST} | ({"cursor": cursor} if cursor else {})
        found = page(manager, office, **wanted)
        assert found["looked"] <= 2
        seen += [row["id"] for row in found["rows"]]
        cursor, answers = found["cursor"], answers + 1
        if cursor is None:
            break
    assert seen == [done]
    assert answers > 2


def test_what_is_meant_for_somebody_is_given_to_them_first_and_to_nobody_else(
    office: Office, manager: Browser
) -> None:
    anna, ben = office.somebody(ProjectRole.LABELER), office.somebody(ProjectRole.LABELER)
    meant = [row["id"] for row in page(manager, office, order="queue")["rows"]][-2:]
    told = change(manager, office, act="assign", to=str(anna.account.user), tasks=meant)
    assert (told["changed"], told["left"]) == (2, 0)
    theirs = page(manager, office, order="queue", assigned=anna.account.user)["rows"]
    assert [row["id"] for row in theirs] == meant
    taken = {label(ben) for _ in range(len(MANY) - 2)}
    assert not taken & set(meant)
    assert ben.browser.post(f"{ben.base}/tasks/next", {"duty": "label"}).status_code == 204
    assert anna.browser.get(f"{anna.base}/work").json()["label"]["open"] == 2
    assert {label(anna), label(anna)} == set(meant)


def test_what_was_meant_for_somebody_who_left_is_anybodys(office: Office, manager: Browser) -> None:
    anna, ben = office.somebody(ProjectRole.LABELER), office.somebody(ProjectRole.LABELER)
    change(manager, office, act="assign", to=str(anna.account.user), matching={"duty": "label"})
    assert ben.browser.post(f"{ben.base}/tasks/next", {"duty": "label"}).status_code == 204
    organization = f"/api/organizations/{office.line.organization}"
    ended = office.owners().send("DELETE", f"{organization}/people/{anna.account.user}")
    assert ended.status_code == 204, ended.content
    label(ben)


def test_priority_moves_tasks_before_and_behind_the_others(
    office: Office, manager: Browser
) -> None:
    queue = [row["id"] for row in page(manager, office, order="queue")["rows"]]
    change(manager, office, act="first", tasks=[queue[-1]])
    change(manager, office, act="last", tasks=[queue[0]])
    moved = page(manager, office, order="queue")["rows"]
    assert [row["id"] for row in moved] == [queue[-1], *queue[1:-1], queue[0]]
    assert (moved[0]["priority"], moved[-1]["priority"]) == ("first", "last")
    assert office.somebody(ProjectRole.LABELER).take()["task_id"] == queue[-1]
    change(manager, office, act="normal", tasks=[queue[0]])
    change(manager, office, act="normal", tasks=queue[1:-1])
    rest = [row["id"] for row in page(manager, office, order="queue")["rows"]]
    assert rest == queue[:-1]


def test_skipped_tasks_are_offered_again(office: Office, manager: Browser) -> None:
    labeler = office.somebody(ProjectRole.LABELER)
    work = labeler.take()
    labeler.browser.post(labeler.at(work, "skip"), {"reason": "unclear"})
    told = change(manager, office, act="put_back", matching={"state": "skipped"})
    assert (told["changed"], told["cursor"]) == (1, None)
    assert page(manager, office, state="skipped")["rows"] == []


def test_nobody_is_meant_to_do_what_their_role_does_not_allow(
    office: Office, manager: Browser
) -> None:
    reviewer = office.somebody(ProjectRole.REVIEWER)
    (task, *_) = [row["id"] for row in page(manager, office)["rows"]]
    wanted = {"act": "assign", "to": str(reviewer.account.user), "tasks": [task]}
    answer = manager.post(f"{office.base}/task-changes", wanted)
    assert (answer.status_code, answer.json()["field"]) == (422, "to")


def test_who_also_reviews_is_not_told_who_labeled(office: Office) -> None:
    labeler = office.somebody(ProjectRole.LABELER)
    label(labeler)
    both = office.somebody(ProjectRole.TEAM_MANAGER, ProjectRole.REVIEWER).browser
    found = page(both, office, state="done")
    assert not found["names_shown"]
    assert str(labeler.account.user) not in str(found)
    refused = both.get(f"{office.base}/tasks?owner={labeler.account.user}")
    assert refused.status_code == 422


def test_a_change_is_in_the_log_with_its_numbers(office: Office, manager: Browser) -> None:
    ids = [row["id"] for row in page(manager, office)["rows"]]
    change(manager, office, act="first", tasks=ids[:3])
    with scope.project(office.line.project):
        found = Task.objects.filter(project_id=office.line.project, rank__lt=0, duty=Duty.LABEL)
        assert found.count() == 3
    (facts,) = lines.events(office.line, "task.prioritised")
    assert (facts["named"], facts["changed"], facts["priority"]) == (3, 3, "first")


@pytest.mark.parametrize(
    "wrong",
    [
        {"cursor": "somewhere"},
        {"cursor": "2026-01-01 not-an-id"},
        {"state": "lost"},
        {"limit": 0},
        {"limit": 5_000},
        {"order": "queue", "duty": "review"},
        {"dataset": "all"},
    ],
)
def test_what_cannot_be_looked_for_is_refused_by_name(
    office: Office, manager: Browser, wrong: dict[str, Any]
) -> None:
    assert manager.get(f"{office.base}/tasks?{urlencode(wrong)}").status_code == 422


def test_a_labeler_explores_nothing(office: Office) -> None:
    labeler = office.somebody(ProjectRole.LABELER).browser
    assert labeler.get(f"{office.base}/tasks").status_code == 403
    change_answer = labeler.post(f"{office.base}/task-changes", {"act": "first", "tasks": []})
    assert change_answer.status_code in {403, 422}
