"""The main job: sensitive text in, proven labels out, by people in browsers.

- One run through the whole line; each test is one reason why it may be trusted.
"""

# SPDX-License-Identifier: Apache-2.0
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from acceptance import journey as steps
from acceptance.installation import Answer, Installation, verify_offline
from acceptance.journey import LABELER, REVIEWER, Journey
from acceptance.materials import CANARIES
from playwright.sync_api import Browser

from tools.testing import corpora_folder

pytestmark = [pytest.mark.promise("web"), pytest.mark.promise("main-job"), pytest.mark.timeout(420)]
WORK = {
    "task_id",
    "text_id",
    "lease",
    "duty",
    "step",
    "text",
    "chips",
    "turns",
    "shown",
    "language",
    "document",
    "document_of",
    "hushed",
    "under_review",
    "draft_seq",
    "unplaced",
    "comment",
    "notes",
    "sent_back",
    "ontology",
    "guideline",
    "policy",
    "keep_key",
    "protection",
    "suggested",
}


@pytest.fixture(scope="module")
def done(
    installation: Installation, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Journey:
    corpora = corpora_folder()
    journey = Journey(
        home=installation,
        browser=browser,
        folder=tmp_path_factory.mktemp("main-job"),
        corpora=corpora if corpora.is_dir() else None,
    )
    with journey.pictured_on_failure():
        steps.do_the_main_job(journey)
    return journey


def project_answers(journey: Journey, who: str) -> list[Answer]:
    return [one for one in journey.home.heard.by(who) if one.path.startswith("api/projects/")]


def json_answers(journey: Journey, who: str) -> Iterator[tuple[str, Any]]:
    for answer in project_answers(journey, who):
        if answer.body.startswith((b"{", b"[")):
            yield answer.path, json.loads(answer.body)


def exported(journey: Journey) -> list[dict[str, Any]]:
    with zipfile.ZipFile(journey.bundle) as bundle:
        (name,) = [
            name
            for name in bundle.namelist()
            if name.startswith("data/") and name.endswith(".jsonl")
        ]
        return [json.loads(line) for line in bundle.read(name).splitlines()]


def test_reviewed_labels_leave_as_a_bundle_that_verifies_offline(
    done: Journey, tmp_path: Path
) -> None:
    verdict = verify_offline(done.bundle, folder=tmp_path)
    assert verdict.returncode == 0, verdict.stderr
    assert len(exported(done)) == 3


def test_a_bundle_with_one_flipped_byte_does_not_verify(done: Journey, tmp_path: Path) -> None:
    forged, content = tmp_path / "forged.zip", bytearray(done.bundle.read_bytes())
    content[len(content) // 2] ^= 1
    forged.write_bytes(content)
    assert verify_offline(forged, folder=tmp_path).returncode == 1


def test_labels_leave_under_the_ids_of_the_table_they_came_in_by(done: Journey) -> None:
    with (done.folder / "dialogues.csv").open(encoding="utf-8") as table:
        text = table.read()
    chats = (done.folder / "chats.jsonl").read_text(encoding="utf-8")
    for record in exported(done):
        assert f"\n{record['id']}," in text or f'"{record["id"]}"' in chats


def test_what_was_brought_in_is_ready_or_waits_for_the_steward(done: Journey) -> None:
    bodies = [
        json.loads(answer.body)
        for answer in project_answers(done, "admin")
        if re.fullmatch(r"api/projects/[0-9a-f-]{36}", answer.path)
    ]
    assets = bodies[-1]["counts"]["assets"]
    assert assets["ready"] + assets["quarantined"] == done.brought_in
    assert assets["failed"] == assets["received"] == 0


def test_nothing_planted_in_the_originals_reaches_a_browser(done: Journey) -> None:
    for answer in done.home.heard.answers:
        leaked = [one for one in CANARIES if one.lower() in answer.text.lower()]
        assert not leaked, (answer.who, answer.method, answer.path)


def test_nothing_planted_in_the_originals_is_in_the_bundle(done: Journey) -> None:
    with zipfile.ZipFile(done.bundle) as bundle:
        everything = b"".join(bundle.read(name) for name in bundle.namelist()).lower()
    assert not [one for one in CANARIES if one.lower().encode() in everything]


def test_no_answer_to_the_reviewer_tells_who_labeled(done: Journey) -> None:
    labeler = _user_id(done, "labeler")
    for answer in done.home.heard.by("reviewer"):
        for sign in (labeler, *LABELER):
            assert sign not in answer.text, (sign, answer.path)


def test_no_answer_to_the_labeler_tells_who_reviewed(done: Journey) -> None:
    reviewer = _user_id(done, "reviewer")
    for answer in done.home.heard.by("labeler"):
        for sign in (reviewer, *REVIEWER):
            assert sign not in answer.text, (sign, answer.path)


def test_a_text_to_review_comes_with_nothing_but_what_reviewing_needs(done: Journey) -> None:
    answers = list(json_answers(done, "reviewer"))
    texts = [body for path, body in answers if path.endswith("tasks/next")]
    brought = [body["next"] for path, body in answers if path.endswith("/verdict")]
    texts += [one for one in brought if one is not None]
    assert len(texts) > 1
    for body in texts:
        assert set(body) == WORK
        assert set(body["lease"]) == {"id", "expires_at"}


def test_nobody_but_the_steward_is_shown_what_is_held_back(done: Journey) -> None:
    for who in ("admin", "labeler", "reviewer"):
        assert not [path for path, _ in json_answers(done, who) if "/quarantine" in path]


def test_no_page_has_an_accessibility_violation(done: Journey) -> None:
    assert done.violations == []


def test_no_page_breaks_the_content_policy_or_fails_in_the_browser(done: Journey) -> None:
    assert done.home.heard.complaints == []


def test_no_text_stays_in_browser_storage(done: Journey) -> None:
    kept = {name for part in re.findall(r"\{[^{}]*\}", done.storage) for name in json.loads(part)}
    assert kept <= {"sealmark-look"}


def test_no_answer_is_a_defect(done: Journey) -> None:
    assert [one for one in done.home.heard.answers if one.status >= 500] == []


def _user_id(journey: Journey, who: str) -> str:
    sessions = [one for one in journey.home.heard.by(who) if one.path == "api/session"]
    return str(json.loads(next(one for one in sessions if one.status == 200).body)["user"]["id"])
