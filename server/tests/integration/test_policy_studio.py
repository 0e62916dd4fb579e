"""Policy drafts, publishing, the second person, renewing."""

# SPDX-License-Identifier: Apache-2.0

import pytest
from django.db import IntegrityError, connection
from django_fixture import ActAs
from integration.export.scene import make_scene
from integration.identity.people import Account, an_account, browser_of, join
from integration.isolation.statements import rows
from integration.policy_scene import STRONG, STRONGER, TEXTS, WEAKER, Studio

from sealmark.access.domain import ProjectRole
from sealmark.infra import scope
from sealmark.kernel.ids import new_uuid


@pytest.fixture
def studio(database: str, acting_as: ActAs) -> Studio:
    _ = database
    made = make_scene(acting_as)
    made.ingest(TEXTS)
    return Studio(made)


# ---- drafts


def test_a_draft_is_kept_whatever_it_says_and_shared(studio: Studio) -> None:
    draft = f"{studio.at}/policy/draft"
    assert studio.steward.get(draft).status_code == 404
    saved = studio.steward.send("PUT", draft, {"yaml": "kinds: [not yet", "seq": 0})
    assert (saved.status_code, saved.json()["seq"], saved.json()["base"]) == (200, 1, 1)
    assert studio.second.get(draft).json()["yaml"] == "kinds: [not yet"
    assert studio.second.get(draft).json()["mine"] is False


def test_a_later_draft_of_somebody_else_is_not_overwritten(studio: Studio) -> None:
    draft = f"{studio.at}/policy/draft"
    studio.steward.send("PUT", draft, {"yaml": "a", "seq": 0})
    studio.second.send("PUT", draft, {"yaml": "b", "seq": 1})
    late = studio.steward.send("PUT", draft, {"yaml": "c", "seq": 1})
    assert (late.status_code, late.json()["error"]) == (409, "draft-changed")
    assert studio.steward.get(draft).json()["yaml"] == "b"
    assert studio.steward.send("DELETE", draft, None).status_code == 204
    assert studio.steward.get(draft).status_code == 404


def test_a_draft_is_ciphertext_at_rest(studio: Studio) -> None:
    studio.steward.send("PUT", f"{studio.at}/policy/draft", {"yaml": "words: Zebra", "seq": 0})
    with scope.project(studio.scene.line.project):
        ((kept,),) = rows("SELECT document FROM redaction_policy_draft")
    assert b"Zebra" not in bytes(kept)


@pytest.mark.parametrize(
    ("yaml", "field"),
    [
        (STRONG.replace("name: hipaa", "name: 7"), "name"),
        (STRONG.replace("otherwise: token", "otherwise: hide-it"), "otherwise"),
        ("kinds: {", None),
    ],
)
def test_a_draft_that_is_no_policy_is_told_by_field(
    studio: Studio, yaml: str, field: str | None
) -> None:
    answer = studio.steward.post(f"{studio.at}/policy/check", {"yaml": yaml})
    assert (answer.status_code, answer.json()["field"]) == (422, field)


def test_a_check_says_what_is_hidden_less_and_spells_the_policy(studio: Studio) -> None:
    answer = studio.steward.post(f"{studio.at}/policy/check", {"yaml": WEAKER}).json()
    assert answer["weaker"] == [{"field": "kinds.DATE", "less": "kept", "count": 1}]
    again = studio.steward.post(f"{studio.at}/policy/check", {"document": answer["document"]})
    assert again.json()["digest"] == answer["digest"]


# ---- publishing


def test_a_stronger_version_comes_into_force_by_itself(studio: Studio) -> None:
    assert studio.publish(STRONGER).status_code == 200
    newest = studio.versions()[0]
    assert (newest["number"], newest["state"]) == (2, "in_force")
    assert newest["judged"] == {
        "base": 1,
        "weakenings": 0,
        "texts": len(TEXTS),
        "more": 0,
        "less": 0,
    }


def test_a_weaker_version_waits_for_a_second_person(studio: Studio) -> None:
    studio.publish(WEAKER)
    waiting, in_force = studio.versions()
    assert (waiting["state"], in_force["state"]) == ("waiting", "in_force")
    assert (waiting["judged"]["weakenings"], waiting["judged"]["less"]) == (1, 1)
    assert waiting["can_approve"] is False
    assert studio.said(2, "approve", studio.steward) == 403
    assert studio.said(2, "approve", studio.second) == 204
    assert studio.versions()[0]["state"] == "proposed"
    studio.await_yes()
    assert [one["state"] for one in studio.versions()] == ["in_force", "past"]


def test_the_yes_takes_effect_only_once_the_log_holds_it(studio: Studio) -> None:
    studio.publish(WEAKER)
    studio.said(2, "approve", studio.second)
    studio.scene.log_runs = False
    studio.await_yes()
    assert studio.versions()[1]["state"] == "in_force"


def test_a_project_admin_may_be_the_second_person(studio: Studio) -> None:
    studio.publish(WEAKER)
    assert studio.versions(studio.admin)[0]["can_approve"] is True
    assert studio.said(2, "approve", studio.admin) == 204
    studio.await_yes()
    assert studio.versions()[0]["state"] == "in_force"


def test_a_refused_version_never_comes_into_force(studio: Studio) -> None:
    studio.publish(WEAKER)
    assert studio.said(2, "refuse", studio.second) == 204
    studio.await_yes()
    assert [one["state"] for one in studio.versions()] == ["refused", "in_force"]
    assert studio.said(2, "approve", studio.admin) == 409
    # Proposed anew it is another version, and waits anew.
    studio.publish(WEAKER)
    assert [one["state"] for one in studio.versions()] == ["waiting", "refused", "in_force"]


def test_a_version_that_was_overtaken_is_not_approved(studio: Studio) -> None:
    studio.publish(WEAKER)
    studio.publish(STRONGER)
    assert [one["state"] for one in studio.versions()] == ["in_force", "overtaken", "past"]
    assert studio.said(2, "approve", studio.second) == 409


def test_the_database_refuses_ones_own_yes(studio: Studio) -> None:
    studio.publish(WEAKER)
    with scope.project(studio.scene.line.project), connection.cursor() as cursor:
        cursor.execute("SELECT id, digest, created_by FROM redaction_policy_version")
        version = next(row for row in cursor.fetchall() if row[2] == studio.scene.steward.user)
    values = [new_uuid(), studio.scene.line.project, *version, version[2], b"x", new_uuid()]
    forged = [*values[:4], new_uuid(), *values[5:]]
    for one in (values, forged):
        with pytest.raises(IntegrityError), scope.project(studio.scene.line.project):
            rows(
                "INSERT INTO redaction_policy_approval (id, project_id, created_at,"
                " policy_version_id, version_digest, proposer, approver, approved, reason,"
                " event_id) VALUES (%s, %s, now(), %s, %s, %s, %s, true, %s, %s)",
                one,
            )


def test_a_version_below_the_floor_says_why_it_failed(studio: Studio) -> None:
    studio.publish(STRONG.replace("  EMAIL:\n    how: token", "  EMAIL:\n    how: keep"))
    newest = studio.versions()[0]
    assert newest["state"] == "failed"
    assert "EMAIL" in newest["failure"]


def test_a_version_says_what_it_covers(studio: Studio) -> None:
    studio.publish(STRONGER)
    newest, first = studio.versions()
    assert (newest["ready"], newest["held"]) == (0, 0)
    assert (first["ready"], first["held"], first["datasets"]) == (3, 1, 1)
    assert first["steps"][0]["open"] == 3


def test_publishing_needs_a_reason_and_ends_the_draft_that_it_was(studio: Studio) -> None:
    draft = f"{studio.at}/policy/draft"
    studio.steward.send("PUT", draft, {"yaml": STRONGER, "seq": 0})
    assert studio.publish(STRONGER, reason=" ").status_code == 422
    assert studio.steward.get(draft).status_code == 200
    studio.publish(STRONGER)
    assert studio.steward.get(draft).status_code == 404


def test_a_version_is_read_with_its_reason(studio: Studio) -> None:
    studio.publish(STRONGER, reason="Dates single people out.")
    read = studio.second.get(f"{studio.at}/policy/versions/2").json()
    assert read["reason"] == "Dates single people out."
    assert read["document"]["kinds"]["DATE"]["how"] == "token"


# ---- renewing


def people_see(studio: Studio) -> dict[int, int]:
    """Count the texts by the version that their newest rendition was made under."""
    return {one["number"]: one["ready"] + one["held"] for one in studio.versions()}


def test_renewing_makes_everything_anew_under_the_version_in_force(studio: Studio) -> None:
    studio.scene.label()
    studio.publish(STRONGER)
    started = studio.steward.post(f"{studio.at}/policy/renew", {})
    assert started.status_code == 202
    again = studio.steward.post(f"{studio.at}/policy/renew", {})
    assert again.status_code == 409
    studio.run()
    job = studio.steward.get(f"{studio.at}/jobs/{started.json()['job_id']}").json()
    assert (job["state"], job["done"], job["total"]) == ("done", 4, 4)
    assert people_see(studio) == {2: 4, 1: 0}


def test_renewing_can_be_cancelled_and_started_again(studio: Studio) -> None:
    studio.publish(STRONGER)
    studio.steward.post(f"{studio.at}/policy/renew", {})
    assert studio.steward.post(f"{studio.at}/policy/renew/cancel", {}).status_code == 204
    studio.run()
    assert people_see(studio) == {2: 0, 1: 4}
    assert studio.steward.post(f"{studio.at}/policy/renew", {}).status_code == 202
    studio.run()
    assert people_see(studio) == {2: 4, 1: 0}


def test_renewing_is_for_those_who_publish(studio: Studio) -> None:
    labeler: Account = an_account(password=None)
    join(studio.scene.admin, studio.scene.line.project, labeler, ProjectRole.LABELER)
    assert browser_of(labeler).post(f"{studio.at}/policy/renew", {}).status_code == 403
    assert studio.admin.post(f"{studio.at}/policy/renew", {}).status_code == 403
