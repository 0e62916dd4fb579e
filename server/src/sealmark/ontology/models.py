"""Label schemas and guidelines in numbered, immutable versions."""

# SPDX-License-Identifier: Apache-2.0
from typing import ClassVar

from django.db import models

from sealmark.infra.models import ProjectRow


class OntologyVersion(ProjectRow):
    """Classes, questions, colours, keys: canonical JSON, sealed, with its digest."""

    number = models.IntegerField()
    digest = models.TextField()
    document = models.BinaryField()
    created_by = models.UUIDField()

    class Meta:
        db_table = "ontology_version"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["project_id", "number"], name="ontology_version_number")
        ]


class OntologyChange(ProjectRow):
    """A change that labels follow: what it was, sealed, from which version to which."""

    kind = models.TextField()
    document = models.BinaryField()
    from_number = models.IntegerField()
    to_number = models.IntegerField()
    created_by = models.UUIDField()

    class Meta:
        db_table = "ontology_change"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="ontology_change_goes_on",
                condition=models.Q(to_number__gte=models.F("from_number")),
            )
        ]


class GuidelineVersion(ProjectRow):
    """How to label, in Markdown, sealed, with its digest."""

    number = models.IntegerField()
    digest = models.TextField()
    body = models.BinaryField()
    created_by = models.UUIDField()

    class Meta:
        db_table = "ontology_guideline_version"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project_id", "number"], name="ontology_guideline_number"
            )
        ]
