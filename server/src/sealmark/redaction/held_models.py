"""The list of what is held back, with its doubts in numbers, and wishes for another policy.

- A hold and its counts come and go with the quarantine; `models` makes them known to Django.
"""

# SPDX-License-Identifier: Apache-2.0
from typing import ClassVar

from django.db import models

from sealmark.infra.models import ProjectRow, link
from sealmark.redaction.domain import Wished

_WISHED = [(state.value, state.name.title()) for state in Wished]


class Hold(ProjectRow):
    """An asset in quarantine as it is listed: why, how risky, since when; words and numbers."""

    asset = link("assets.Asset")
    rendition = link("redaction.Rendition")
    dataset = link("assets.Dataset")
    reason = models.TextField()
    tier = models.TextField()
    language = models.TextField()
    risk_bp = models.IntegerField()
    doubts = models.IntegerField()
    since = models.DateTimeField()
    aside_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "redaction_hold"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["project_id", "asset"], name="redaction_hold_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["project_id", "since", "asset"], name="redaction_hold_since"),
            models.Index(fields=["project_id", "risk_bp", "asset"], name="redaction_hold_risk"),
        ]


class DoubtCount(ProjectRow):
    """How many doubts of a kind there are in what is held of an asset; never where."""

    asset = link("assets.Asset")
    kind = models.TextField()
    count = models.IntegerField()

    class Meta:
        db_table = "redaction_doubt_count"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project_id", "asset", "kind"], name="redaction_doubt_count_once"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["project_id", "kind", "asset"], name="redaction_doubt_kind")
        ]


class Wish(ProjectRow):
    """A steward asks for a policy change: kinds in doubt and counts, and the sealed reason."""

    by = models.UUIDField()
    kinds = models.TextField()
    causes = models.TextField()
    texts = models.IntegerField()
    places = models.IntegerField()
    reason = models.BinaryField()
    state = models.TextField(choices=_WISHED, default=Wished.OPEN)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True)

    class Meta:
        db_table = "redaction_wish"
