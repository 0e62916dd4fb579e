"""Read ontologies and guidelines; a version that was read once is kept, for it never changes."""

# SPDX-License-Identifier: Apache-2.0
import json
from functools import lru_cache
from uuid import UUID

from sealmark.kernel.ids import OntologyVersionId, ProjectId
from sealmark.ontology.domain import Change, Ontology, read_change, read_ontology
from sealmark.ontology.models import GuidelineVersion, OntologyChange, OntologyVersion
from sealmark.vault import runtime
from sealmark.vault.domain import Place, Sealed, Work, place


def latest_ontology(project: ProjectId) -> OntologyVersion | None:
    """Return the newest ontology version of the project, if any."""
    return OntologyVersion.objects.filter(project_id=project).order_by("-number").first()


def latest_guideline(project: ProjectId) -> GuidelineVersion | None:
    """Return the newest guideline version of the project, if any."""
    return GuidelineVersion.objects.filter(project_id=project).order_by("-number").first()


def ontology_numbered(project: ProjectId, number: int) -> OntologyVersion | None:
    """Return one ontology version by number."""
    return OntologyVersion.objects.filter(project_id=project, number=number).first()


def guideline_numbered(project: ProjectId, number: int) -> GuidelineVersion | None:
    """Return one guideline version by number."""
    return GuidelineVersion.objects.filter(project_id=project, number=number).first()


def ontology_versions(project: ProjectId) -> list[OntologyVersion]:
    """Return all ontology versions without their content, newest first."""
    rows = OntologyVersion.objects.filter(project_id=project).order_by("-number")
    return list(rows.defer("document"))


def guideline_versions(project: ProjectId) -> list[GuidelineVersion]:
    """Return all guideline versions without their content, newest first."""
    rows = GuidelineVersion.objects.filter(project_id=project).order_by("-number")
    return list(rows.defer("body"))


def changes(project: ProjectId, *, most: int = 50) -> list[OntologyChange]:
    """Return the latest changes that labels follow, newest first."""
    rows = OntologyChange.objects.filter(project_id=project).order_by("-created_at", "-id")
    return list(rows[:most])


def find_change(project: ProjectId, change: UUID) -> OntologyChange | None:
    """Return one change."""
    return OntologyChange.objects.filter(project_id=project, id=change).first()


def change_of(row: OntologyChange) -> Change:
    """Open and read a change, against the ontology that it was made for."""
    at = place_of("ontology_change.document", row.project_id, row.id)
    sealed = Sealed(zone=Work, blob=bytes(row.document))
    clear = runtime.work().open_for_project(row.project_id, sealed, at)
    before = ontology_numbered(ProjectId(row.project_id), row.from_number)
    return read_change(json.loads(clear.reveal()), ontology_of(before) if before else Ontology())


def ontology_of(row: OntologyVersion) -> Ontology:
    """Open and read an ontology version."""
    return _parsed(row.project_id, row.id, bytes(row.document))


@lru_cache(maxsize=512)
def ontology(project: ProjectId, version: OntologyVersionId) -> Ontology:
    """Read a version by its id."""
    return ontology_of(OntologyVersion.objects.get(project_id=project, id=version))


def guideline_of(row: GuidelineVersion) -> str:
    """Open a guideline version."""
    at = place_of("ontology_guideline_version.body", row.project_id, row.id)
    sealed = Sealed(zone=Work, blob=bytes(row.body))
    return runtime.work().open_for_project(row.project_id, sealed, at).reveal_text()


def filled_ontology_number(project: ProjectId) -> int | None:
    """Return the newest ontology's number; none while there is nothing to label with."""
    row = latest_ontology(project)
    return None if row is None or ontology_of(row) == Ontology() else row.number


def filled_guideline_number(project: ProjectId) -> int | None:
    """Return the newest guideline's number; none while there is nothing to read."""
    row = latest_guideline(project)
    return None if row is None or not guideline_of(row).strip() else row.number


def place_of(kind: str, project: UUID, row: UUID) -> Place:
    """Name the place of a project-wide text."""
    return place(kind, project, row)


@lru_cache(maxsize=512)
def _parsed(project: UUID, row: UUID, blob: bytes) -> Ontology:
    at = place_of("ontology_version.document", project, row)
    clear = runtime.work().open_for_project(project, Sealed(zone=Work, blob=blob), at)
    return read_ontology(json.loads(clear.reveal()))
