"""How policy versions did on the evaluation set: counts, never changed; the newest one is shown."""

# SPDX-License-Identifier: Apache-2.0
from typing import ClassVar

from django.db import models

from sealmark.infra.models import ProjectRow, link


class Evaluation(ProjectRow):
    """One measurement: planted places and those found, other places hidden, words hidden too."""

    policy_version = link("redaction.PolicyVersion")
    set_version = models.TextField()
    texts = models.IntegerField()
    planted = models.IntegerField()
    found = models.IntegerField()
    others = models.IntegerField()
    words = models.IntegerField()
    words_hidden = models.IntegerField()

    class Meta:
        db_table = "redaction_evaluation"
        indexes: ClassVar = [
            models.Index(
                fields=["project_id", "policy_version", "created_at"],
                name="redaction_evaluation_newest",
            )
        ]


class EvaluationKind(ProjectRow):
    """How a measurement did on one kind."""

    evaluation = link("redaction.Evaluation")
    kind = models.TextField()
    planted = models.IntegerField()
    found = models.IntegerField()

    class Meta:
        db_table = "redaction_evaluation_kind"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project_id", "evaluation", "kind"], name="redaction_evaluation_kind_once"
            )
        ]
