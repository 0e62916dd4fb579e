"""A person's screen is as they like it wherever they sign in, and it is nobody else's business."""

# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest
from integration.identity.people import Account, an_account, browser_of

LIKED: dict[str, Any] = {
    "language": "de",
    "preset": "cvat",
    "keys": {"work.handIn": "Ctrl+Shift+Enter", "work.skip": "", "text.search": "/"},
    "snap": "word",
}
AS_IT_COMES = {"language": "", "preset": "", "keys": {}, "snap": ""}


def put(who: Account, body: object) -> Any:  # noqa: ANN401 - an answer
    return browser_of(who).send("PUT", "/api/preferences", body)


def got(who: Account) -> Any:  # noqa: ANN401 - what was answered
    return browser_of(who).get("/api/preferences").json()


def test_what_somebody_prefers_is_there_in_their_next_browser_and_in_nobody_elses() -> None:
    ann, ben = an_account(), an_account()
    assert put(ann, LIKED).status_code == 200
    assert got(ann) == LIKED
    assert got(ben) == AS_IT_COMES


def test_a_later_choice_takes_the_place_of_an_earlier_one() -> None:
    ann = an_account()
    put(ann, LIKED)
    put(ann, AS_IT_COMES)
    assert got(ann) == AS_IT_COMES


@pytest.mark.parametrize(
    ("field", "odd"),
    [
        ("language", "german"),
        ("preset", "A sentence about a patient"),
        ("snap", "to the patient's name"),
        ("keys", {"work.skip": "Mr Whitfield was seen"}),
        ("keys", {"what the patient said": "s"}),
        ("keys", {f"action.{'x' * number}": "s" for number in range(1, 40)} | {"y" * 41: "s"}),
    ],
)
def test_nothing_but_words_and_keys_is_kept(field: str, odd: object) -> None:
    ann = an_account()
    answer = put(ann, {**LIKED, field: odd})
    assert (answer.status_code, answer.json()["field"]) == (422, field)
    assert got(ann) == AS_IT_COMES
