"""Intake: datasets, uploads and their sealed parts, problems, assets and their sealed originals.

- Raw tables (`UploadPart`, `OriginalPart`, `Fingerprint`, `Subject`, `AssetSubject`) are the
  redactor's; `web` may put a sealed part in and see its number and size.
- An asset's row says nothing that its content could be guessed from.
"""

# SPDX-License-Identifier: Apache-2.0
from typing import ClassVar

from django.db import models

from sealmark.assets.domain import AssetState
from sealmark.infra.models import ProjectRow, SeenRow, link

_STATES = [(state.value, state.name.title()) for state in AssetState]


class Dataset(ProjectRow):
    """A named batch of assets."""

    name = models.TextField()

    class Meta:
        db_table = "assets_dataset"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["project_id", "name"], name="assets_dataset_name")
        ]


class Upload(ProjectRow):
    """Files brought in together; `mapping` says which column is what."""

    class State(models.TextChoices):
        """How far an upload got."""

        OPEN = "open"
        COMPLETE = "complete"
        SPLIT = "split"
        CANCELLED = "cancelled"

    dataset = link("assets.Dataset")
    state = models.TextField(choices=State, default=State.OPEN)
    mapping = models.TextField()
    created_by = models.UUIDField()

    class Meta:
        db_table = "assets_upload"


class UploadFile(ProjectRow):
    """One file of an upload, known by its number: its name travels sealed with its first part."""

    upload = link("assets.Upload")
    ordinal = models.IntegerField()
    kind = models.TextField()
    size = models.BigIntegerField()
    received = models.BigIntegerField(default=0)
    parts = models.IntegerField(default=0)

    class Meta:
        db_table = "assets_upload_file"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project_id", "upload", "ordinal"], name="assets_upload_file_ordinal"
            )
        ]


class UploadPart(ProjectRow):
    """A part of a file, sealed to the intake key on arrival; deleted once it is split."""

    file = link("assets.UploadFile")
    ordinal = models.IntegerField()
    size = models.BigIntegerField()
    body = models.BinaryField()

    class Meta:
        db_table = "assets_upload_part"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project_id", "file", "ordinal"], name="assets_upload_part_ordinal"
            )
        ]


class Problem(ProjectRow):
    """What could not be taken in: where, why, and what to do; only labels are counted."""

    upload = link("assets.Upload")
    file = link("assets.UploadFile", null=True)
    row = models.BigIntegerField(null=True)
    reason = models.TextField()
    remedy = models.TextField()
    count = models.BigIntegerField(db_default=1)

    class Meta:
        db_table = "assets_problem"
        indexes: ClassVar = [
            models.Index(fields=["project_id", "upload", "id"], name="assets_problem_list")
        ]


class Asset(SeenRow):
    """One thing to label, known by what happened to it, never by what it says."""

    dataset = link("assets.Dataset")
    upload = link("assets.Upload")
    ordinal = models.BigIntegerField()
    modality = models.TextField(default="text")
    state = models.TextField(choices=_STATES, default=AssetState.RECEIVED)
    reason = models.TextField(default="")
    tier = models.TextField(default="")
    language = models.TextField(default="")

    class Meta:
        db_table = "assets_asset"
        indexes: ClassVar = [
            models.Index(fields=["project_id", "state", "id"], name="assets_asset_by_state"),
            models.Index(fields=["project_id", "dataset", "ordinal"], name="assets_asset_in_order"),
        ]


class OriginalPart(ProjectRow):
    """What was brought in, sealed under the asset's raw key; text has one part."""

    asset = link("assets.Asset")
    ordinal = models.IntegerField(default=0)
    media_type = models.TextField()
    body = models.BinaryField()

    class Meta:
        db_table = "assets_original_part"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project_id", "asset", "ordinal"], name="assets_original_part_once"
            )
        ]


class Fingerprint(ProjectRow):
    """A keyed digest that tells the same content again in a dataset; its id is the asset's."""

    tag = models.BinaryField()

    class Meta:
        db_table = "assets_fingerprint"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["project_id", "tag"], name="assets_fingerprint_tag")
        ]


class Subject(ProjectRow):
    """A person whom content is about, known by a keyed digest; its key has the same id."""

    tag = models.BinaryField()

    class Meta:
        db_table = "assets_subject"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["project_id", "tag"], name="assets_subject_tag")
        ]


class AssetSubject(ProjectRow):
    """An asset is about a subject: erasure of the person finds its assets here."""

    asset = link("assets.Asset")
    subject = link("assets.Subject")

    class Meta:
        db_table = "assets_asset_subject"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project_id", "subject", "asset"], name="assets_asset_subject_once"
            )
        ]
