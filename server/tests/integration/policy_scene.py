"""What the tests of the policy studio act on: a project with texts, and its stewards' browsers."""

# SPDX-License-Identifier: Apache-2.0
from typing import Any

import lines
from integration.export.scene import Scene
from integration.identity.people import Browser, an_account, browser_of, join

from sealmark.access.domain import ProjectRole
from sealmark.infra import jobs, scope
from sealmark.infra.models import Job
from sealmark.kernel.ids import JobId
from sealmark.redaction import adopting
from sealmark.redaction import selectors as policies
from sealmark.redaction.publishing import AWAIT_YES

TEXTS = [
    "Patient John Smith was given 500 mg of amoxicillin on 3 March 2021. Call 555-123-4567.",
    "Mrs. Mary Johnson takes metformin twice a day. Her MRN is 12345678.",
    "The patient takes aspirin and reports no pain at all in the left knee this week.",
    "Le patient prend de l'aspirine tous les matins et n'a plus de douleurs depuis une semaine.",
]
SECRETS = ("John", "Smith", "Mary", "Johnson", "March", "4567", "12345678", "aspirine", "matins")
STRONG = policies.pack_yaml("hipaa")
WEAKER = STRONG.replace("  DATE:\n    how: generalize", "  DATE:\n    how: keep")
STRONGER = STRONG.replace("  DATE:\n    how: generalize", "  DATE:\n    how: token")


class Studio:
    """A project with texts, and its stewards' browsers."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.at = f"/api/projects/{scene.line.project}"
        self.steward = browser_of(scene.steward)
        second = an_account(password=None)
        join(scene.admin, scene.line.project, second, ProjectRole.DATA_STEWARD)
        self.second = browser_of(second)
        self.admin = browser_of(scene.admin)
        self.run()

    def run(self) -> list[str]:
        """Run what waits for the redactor."""
        with self.scene.acting_as("redactor"):
            return lines.run_jobs(self.scene.line)

    def await_yes(self) -> None:
        """Run what waits for the log, in the worker, then the redactor."""
        with scope.project(self.scene.line.project):
            waiting = list(Job.objects.filter(state=Job.State.QUEUED, kind=AWAIT_YES))
        patience = self.scene.patience()
        for row in waiting:
            with self.scene.acting_as("worker"):
                jobs._run(
                    lambda job: adopting.await_yes(job, patience=patience),
                    self.scene.line.project,
                    JobId(row.id),
                )
        self.run()

    def try_out(self, who: Browser | None = None, **wanted: Any) -> Any:  # noqa: ANN401 - an answer
        """Try a draft, have the redactor answer, and return what it said."""
        person = who or self.steward
        asked = person.post(f"{self.at}/policy/trials", {"against": 1, **wanted})
        assert asked.status_code == 202, asked.content
        self.run()
        return person.get(f"{self.at}/policy/trials/{asked.json()['trial_id']}")

    def publish(self, yaml: str, *, reason: str = "As agreed.") -> Any:  # noqa: ANN401 - an answer
        """Publish as the steward, and let the redactor judge it."""
        answer = self.steward.post(f"{self.at}/policy", {"yaml": yaml, "reason": reason})
        self.run()
        return answer

    def versions(self, who: Browser | None = None) -> list[dict[str, Any]]:
        """Return the versions as a person sees them, newest first."""
        found: list[dict[str, Any]] = (who or self.steward).get(f"{self.at}/policy/versions").json()
        return found

    def said(self, number: int, what: str, who: Browser) -> int:
        """Approve or refuse a version; return the status."""
        path = f"{self.at}/policy/versions/{number}/{what}"
        return int(who.post(path, {"reason": "Read it twice."}).status_code)
