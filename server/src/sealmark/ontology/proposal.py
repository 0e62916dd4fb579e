"""What an ontology from elsewhere would be here, and what of it has no place."""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sealmark.ontology.schema import Ontology


class ImportFormat(StrEnum):
    """What an ontology may come from."""

    LABEL_STUDIO = "label_studio"
    JSON = "json"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotTaken:
    """Something that has no place in an ontology of ours."""

    line: int
    tag: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """An ontology as it would be, and what it leaves out."""

    ontology: Ontology
    not_taken: Sequence[NotTaken]
