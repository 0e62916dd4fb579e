"""Trying a policy: in the redactor, for one steward, and nothing of what it hides is shown."""

# SPDX-License-Identifier: Apache-2.0
import json
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import lines
import pytest
from django_fixture import ActAs
from integration.export.scene import make_scene
from integration.identity.people import browser_of
from integration.isolation.statements import rows
from integration.policy_scene import SECRETS, STRONG, TEXTS, WEAKER, Studio

from sealmark.infra import jobs, scope
from sealmark.infra.models import Job
from sealmark.kernel.errors import NotFoundError
from sealmark.kernel.ids import JobId
from sealmark.redaction import services as redaction
from sealmark.redaction import trying
from sealmark.redaction.services import Steward


@pytest.fixture
def studio(database: str, acting_as: ActAs) -> Studio:
    _ = database
    made = make_scene(acting_as)
    made.ingest(TEXTS)
    return Studio(made)


def shown(answer: dict[str, Any]) -> str:
    return json.dumps([one["pieces"] for one in answer["texts"]])


def test_a_trial_shows_kinds_and_lengths_and_no_original_place(studio: Studio) -> None:
    answer = studio.try_out(yaml=WEAKER).json()
    assert answer["totals"]["texts"] == len(TEXTS)
    assert answer["totals"]["less"] == {"DATE": 1}
    assert not any(secret in shown(answer) for secret in SECRETS)
    gone = [p for one in answer["texts"] for p in one["pieces"] or () if p["less"]]
    assert [(p["before"], p["after"], p["length"]) for p in gone] == [("DATE", "", 12)]
    assert "was given 500 mg" in shown(answer)


def test_no_draft_shows_what_people_do_not_see_today(studio: Studio) -> None:
    """A policy that hides nothing is below the floor; tried, it shows nothing more all the same."""
    kept = "".join(
        f"{line[: line.index(':')]}: keep\n" if line.startswith("    how:") else f"{line}\n"
        for line in STRONG.splitlines()
    ).replace("otherwise: token", "otherwise: keep")
    answer = studio.try_out(yaml=kept).json()
    assert answer["floor"]["field"].startswith("kinds.")
    assert not any(secret in shown(answer) for secret in SECRETS)


def test_a_text_that_is_held_back_is_counted_and_not_shown(studio: Studio) -> None:
    answer = studio.try_out(yaml=STRONG).json()
    hidden = [one for one in answer["texts"] if one["pieces"] is None]
    assert [one["before"]["reasons"] for one in hidden] == [["language"]]
    assert answer["totals"]["held_before"] == 1


def test_the_same_seed_draws_the_same_texts(studio: Studio) -> None:
    drawn = [
        [one["asset"] for one in studio.try_out(yaml=STRONG, texts=2, seed=seed).json()["texts"]]
        for seed in (7, 7, 8, 9, 10)
    ]
    assert drawn[0] == drawn[1]
    assert len({tuple(one) for one in drawn}) > 1


def test_a_pasted_text_is_tried_and_kept_nowhere(studio: Studio) -> None:
    answer = studio.try_out(yaml=STRONG, pasted="Ring Mr. Zebediah Quux on 3 March.").json()
    assert [one["asset"] for one in answer["texts"]] == [None]
    assert "Ring Mr. " in shown(answer)
    assert "Zebediah" not in shown(answer)
    with studio.scene.acting_as("redactor"), scope.project(studio.scene.line.project):
        (kept,) = rows("SELECT text_key, text_blob FROM redaction_trial")
    assert kept == (None, None)


def test_a_trial_is_its_own_sessions_alone(studio: Studio) -> None:
    asked = studio.steward.post(f"{studio.at}/policy/trials", {"yaml": STRONG, "against": 1}).json()
    studio.run()
    path = f"{studio.at}/policy/trials/{asked['trial_id']}"
    assert studio.second.get(path).status_code == 404
    assert browser_of(studio.scene.steward).get(path).status_code == 404
    assert studio.steward.get(path).status_code == 200


class Later:
    """A clock that is past every look."""

    def now(self) -> datetime:
        return lines.CLOCK.now() + timedelta(minutes=11)


def test_a_trial_is_over_after_its_minutes(studio: Studio) -> None:
    project = studio.scene.line.project
    asked = studio.steward.post(f"{studio.at}/policy/trials", {"yaml": STRONG, "against": 1}).json()
    studio.run()
    trial = UUID(asked["trial_id"])
    with scope.project(project):
        ((user, session),) = rows("SELECT steward, session_id FROM redaction_trial")
        mine = Steward(
            user=user, session=session, project=project, organization=studio.scene.line.organization
        )
        assert redaction.find_trial(mine, trial, clock=lines.CLOCK).body is not None
        with pytest.raises(NotFoundError):
            redaction.find_trial(mine, trial, clock=Later())


def test_what_is_over_goes_with_the_next_trial(studio: Studio) -> None:
    project = studio.scene.line.project
    studio.try_out(yaml=STRONG)
    studio.steward.post(f"{studio.at}/policy/trials", {"yaml": STRONG, "against": 1})
    with scope.project(project):
        job = Job.objects.get(state=Job.State.QUEUED)
    with studio.scene.acting_as("redactor"):
        later = lambda one: trying.try_out(replace(one, clock=Later()))  # noqa: E731 - one use
        jobs._run(later, project, JobId(job.id))
    with scope.project(project):
        assert len(rows("SELECT id FROM redaction_trial")) == 0


def test_a_trial_can_be_cancelled(studio: Studio) -> None:
    asked = studio.steward.post(f"{studio.at}/policy/trials", {"yaml": STRONG, "against": 1}).json()
    path = f"{studio.at}/policy/trials/{asked['trial_id']}"
    assert studio.steward.post(f"{path}/cancel", {}).status_code == 204
    studio.run()
    assert studio.steward.get(path).json()["state"] == "cancelled"


@pytest.mark.parametrize(
    ("wanted", "field"),
    [({"texts": 0}, "texts"), ({"texts": 201}, "texts"), ({"against": 9}, "against")],
)
def test_what_cannot_be_tried_is_told_by_field(
    studio: Studio, wanted: dict[str, Any], field: str
) -> None:
    body = {"yaml": STRONG, "against": 1, **wanted}
    answer = studio.steward.post(f"{studio.at}/policy/trials", body)
    assert (answer.status_code, answer.json()["field"]) == (422, field)


def test_events_of_trials_hold_ids_and_counts_alone(studio: Studio) -> None:
    studio.try_out(yaml=WEAKER, pasted="Ring Mr. Zebediah Quux.")
    studio.try_out(yaml=WEAKER)
    told = json.dumps(
        [
            *lines.events(studio.scene.line, "policy.tried"),
            *lines.events(studio.scene.line, "policy.shown"),
        ]
    )
    assert len(lines.events(studio.scene.line, "policy.shown")) == 2
    assert not any(word in told for word in ("Zebediah", "Quux", *SECRETS, "DATE"))


def test_nobody_but_a_steward_tries(studio: Studio) -> None:
    body = {"yaml": STRONG, "against": 1}
    assert studio.admin.post(f"{studio.at}/policy/trials", body).status_code == 403
