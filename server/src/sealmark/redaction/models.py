"""Policies, renditions, clearances: what people may see, and why.

- Policy versions, clearances, recalls and decisions are never changed.
- `HeldPart`, `SecretMap`, `Surrogate` and `Case` are raw-zone tables of the redactor alone.
"""

# SPDX-License-Identifier: Apache-2.0
from typing import ClassVar

from django.db import models

from sealmark.infra.models import ProjectRow, SeenRow, link
from sealmark.redaction import held_models, measured_models

OF_QUARANTINE = (held_models.Hold, held_models.DoubtCount, held_models.Wish)
MEASURED = (measured_models.Evaluation, measured_models.EvaluationKind)
"""Named here so that Django knows them with the rest."""


class PolicyVersion(ProjectRow):
    """One immutable version of the project's redaction policy, sealed: dictionaries hold names."""

    number = models.IntegerField()
    digest = models.TextField()
    document = models.BinaryField()
    created_by = models.UUIDField()
    reason = models.BinaryField()

    class Meta:
        db_table = "redaction_policy_version"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["project_id", "number"], name="redaction_policy_number")
        ]


class Adoption(ProjectRow):
    """The redactor took a policy version into force, having held it against its floor."""

    policy_version = link("redaction.PolicyVersion")

    class Meta:
        db_table = "redaction_adoption"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project_id", "policy_version"], name="redaction_adoption_once"
            )
        ]


class PolicyDraft(ProjectRow):
    """The one draft that a project's stewards work on, sealed; `seq` tells who saved later."""

    document = models.BinaryField()
    seq = models.IntegerField(default=1)
    base = models.IntegerField()
    saved_by = models.UUIDField()
    saved_at = models.DateTimeField()

    class Meta:
        db_table = "redaction_policy_draft"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["project_id"], name="redaction_policy_draft_one")
        ]


class Judgement(ProjectRow):
    """What the redactor found of a proposed version beside the one in force: counts alone."""

    policy_version = link("redaction.PolicyVersion")
    base = link("redaction.PolicyVersion")
    weakenings = models.IntegerField()
    texts = models.IntegerField()
    more = models.IntegerField()
    less = models.IntegerField()

    class Meta:
        db_table = "redaction_policy_judgement"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project_id", "policy_version", "base"], name="redaction_judgement_once"
            )
        ]

    @property
    def is_weaker(self) -> bool:
        """Say whether something is hidden no longer: by the documents, or on the sample."""
        return self.weakenings > 0 or self.less > 0


class PolicyApproval(ProjectRow):
    """A second person's yes or no to exactly this weaker version."""

    policy_version = link("redaction.PolicyVersion")
    version_digest = models.TextField()
    proposer = models.UUIDField()
    approver = models.UUIDField()
    approved = models.BooleanField()
    reason = models.BinaryField()
    event_id = models.UUIDField()

    class Meta:
        db_table = "redaction_policy_approval"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project_id", "policy_version"], name="redaction_policy_approval_once"
            ),
            models.CheckConstraint(
                name="redaction_policy_approval_second_person",
                condition=~models.Q(approver=models.F("proposer")),
            ),
        ]


class Trial(SeenRow):
    """A draft tried by one steward: the redactor seals the outcome for them, for minutes.

    `text_key` and `text_blob` are pasted text, sealed to the redactor and gone once it is read.
    """

    steward = models.UUIDField()
    session_id = models.UUIDField()
    request = models.BinaryField()
    text_key = models.BinaryField(null=True)
    text_blob = models.BinaryField(null=True)
    body = models.BinaryField(null=True)
    expires_at = models.DateTimeField()

    class Meta:
        db_table = "redaction_trial"


class Rendition(SeenRow):
    """What a policy version made of an asset: counts, risk, a salted commitment to its parts."""

    asset = link("assets.Asset")
    policy_version = link("redaction.PolicyVersion")
    number = models.IntegerField()
    hidden = models.IntegerField()
    risk_bp = models.IntegerField()
    detectors = models.TextField()
    commitment = models.TextField()

    class Meta:
        db_table = "redaction_rendition"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project_id", "asset", "number"], name="redaction_rendition_number"
            )
        ]


class RenditionPart(ProjectRow):
    """What people see, sealed under the rendition's work key; written once it is cleared."""

    rendition = link("redaction.Rendition")
    ordinal = models.IntegerField(default=0)
    media_type = models.TextField()
    body = models.BinaryField()

    class Meta:
        db_table = "redaction_rendition_part"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project_id", "rendition", "ordinal"], name="redaction_rendition_part_once"
            )
        ]


class HeldPart(ProjectRow):
    """A rendition in quarantine, sealed in the raw zone: nobody has cleared it yet."""

    rendition = link("redaction.Rendition")
    ordinal = models.IntegerField(default=0)
    body = models.BinaryField()

    class Meta:
        db_table = "redaction_held_part"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project_id", "rendition", "ordinal"], name="redaction_held_part_once"
            )
        ]


class Viewing(SeenRow):
    """A steward's few minutes with a held rendition: the redactor seals it anew for this view.

    `ahead`: asked for before the steward came to it, so it counts as a look once it is fetched.
    """

    rendition = link("redaction.Rendition")
    steward = models.UUIDField()
    session_id = models.UUIDField()
    body = models.BinaryField(null=True)
    expires_at = models.DateTimeField()
    ahead = models.BooleanField(db_default=False)

    class Meta:
        db_table = "redaction_viewing"


class KindCount(ProjectRow):
    """How many places of a kind a rendition hides: counts for people who see no content."""

    rendition = link("redaction.Rendition")
    kind = models.TextField()
    count = models.IntegerField()

    class Meta:
        db_table = "redaction_kind_count"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project_id", "rendition", "kind"], name="redaction_kind_count_once"
            )
        ]


class SecretMap(ProjectRow):
    """Alignment and findings of a rendition, sealed in the raw zone; its id is the rendition's."""

    asset = link("assets.Asset")
    body = models.BinaryField()

    class Meta:
        db_table = "redaction_secret_map"


class Surrogate(ProjectRow):
    """What stands for a value inside a realm (a subject, else a dataset); keyed and sealed."""

    realm = models.UUIDField()
    kind = models.TextField()
    tag = models.BinaryField()
    taken = models.BinaryField()
    replacement = models.BinaryField()

    class Meta:
        db_table = "redaction_surrogate"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project_id", "realm", "kind", "tag"], name="redaction_surrogate_tag"
            ),
            models.UniqueConstraint(
                fields=["project_id", "realm", "kind", "taken"], name="redaction_surrogate_taken"
            ),
        ]


class Clearance(ProjectRow):
    """Leave to show one rendition: given by the policy, or by a steward with a reason."""

    asset = link("assets.Asset")
    rendition = link("redaction.Rendition")
    decision = link("redaction.Decision", null=True)

    class Meta:
        db_table = "redaction_clearance"
        indexes: ClassVar = [
            models.Index(fields=["project_id", "asset"], name="redaction_clearance_asset")
        ]


class Recall(ProjectRow):
    """A clearance taken back; what it allowed is no longer served. `reason` is a word."""

    clearance = link("redaction.Clearance")
    reason = models.TextField()
    decision = link("redaction.Decision", null=True)
    by = models.UUIDField()

    class Meta:
        db_table = "redaction_recall"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project_id", "clearance"], name="redaction_recall_once"
            )
        ]


class Miss(SeenRow):
    """A place of a rendition that somebody at work said should be hidden, and of what kind."""

    asset = link("assets.Asset")
    rendition = link("redaction.Rendition")
    start = models.IntegerField()
    end = models.IntegerField()
    kind = models.TextField()
    by = models.UUIDField()

    class Meta:
        db_table = "redaction_miss"
        indexes: ClassVar = [
            models.Index(fields=["project_id", "by", "created_at"], name="redaction_miss_pace")
        ]


class Case(ProjectRow):
    """A miss as a test: its place in the original, sealed in the raw zone; its id is the miss's."""

    asset = link("assets.Asset")
    kind = models.TextField()
    body = models.BinaryField()

    class Meta:
        db_table = "redaction_case"


class CaseResult(ProjectRow):
    """Of how many misses of a kind a policy version would hide the place by itself: counts."""

    policy_version = link("redaction.PolicyVersion")
    kind = models.TextField()
    total = models.IntegerField()
    found = models.IntegerField()

    class Meta:
        db_table = "redaction_case_result"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project_id", "policy_version", "kind"], name="redaction_case_result_once"
            )
        ]


class Decision(ProjectRow):
    """What a steward decided about an asset, with the sealed reason."""

    class Kind(models.TextChoices):
        """Hide more, release as it stands, take back, or only put it out of the queue and back."""

        HIDE = "hide"
        HIDE_DOUBTS = "hide-doubts"
        RELEASE = "release"
        RECALL = "recall"
        ASIDE = "aside"
        BACK = "back"

    asset = link("assets.Asset")
    rendition = link("redaction.Rendition")
    kind = models.TextField(choices=Kind)
    by = models.UUIDField()
    body = models.BinaryField()
    batch = link("redaction.Batch", null=True)

    class Meta:
        db_table = "redaction_decision"
        indexes: ClassVar = [
            models.Index(fields=["project_id", "batch"], name="redaction_decision_batch"),
            models.Index(fields=["project_id", "asset"], name="redaction_decision_asset"),
        ]


class Batch(ProjectRow):
    """A decision about many texts at once; each has a decision of its own that names it."""

    kind = models.TextField(choices=Decision.Kind)
    by = models.UUIDField()
    texts = models.IntegerField()

    class Meta:
        db_table = "redaction_batch"
