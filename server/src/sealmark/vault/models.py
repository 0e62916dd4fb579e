"""Wrapped keys and nothing else: destroying one erases what it sealed.

- Raw-zone tables are granted to `redactor` alone.
- These tables have a backup lifetime of their own, so that a destroyed key stays destroyed.
"""

# SPDX-License-Identifier: Apache-2.0
from typing import ClassVar

from django.db import models

from sealmark.infra.models import ProjectRow


class _WrappedKey(ProjectRow):
    """A wrapped key or its tombstone: destroyed keys stay rows, so that nothing makes them anew."""

    wrapped = models.BinaryField(null=True)
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class SubjectKey(_WrappedKey):
    """A data subject's key: seals its surrogates and date shift; its id is the subject's."""

    epoch = models.IntegerField()

    class Meta:
        db_table = "vault_subject_key"


class RawKey(_WrappedKey):
    """A project's data key of the raw zone, one per epoch, wrapped by the raw KEK."""

    epoch = models.IntegerField()

    class Meta:
        db_table = "vault_raw_key"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["project_id", "epoch"], name="vault_raw_key_epoch")
        ]


class WorkKey(_WrappedKey):
    """A project's data key of the work zone, one per epoch, wrapped by the work KEK."""

    epoch = models.IntegerField()

    class Meta:
        db_table = "vault_work_key"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["project_id", "epoch"], name="vault_work_key_epoch")
        ]


class RawItemKey(_WrappedKey):
    """One asset's raw-zone key; its id is the asset's."""

    epoch = models.IntegerField()

    class Meta:
        db_table = "vault_raw_item_key"


class WorkItemKey(_WrappedKey):
    """The work-zone key of one rendition or one label document; its id is that thing's."""

    asset_id = models.UUIDField()
    epoch = models.IntegerField()

    class Meta:
        db_table = "vault_work_item_key"
        indexes: ClassVar = [
            models.Index(fields=["project_id", "asset_id"], name="vault_work_item_asset")
        ]
