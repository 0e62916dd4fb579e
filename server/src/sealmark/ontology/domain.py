"""What other contexts may know of ontologies: their words, how they are read, what answers fit.

- A version is read strictly, spelled in one way and known by its digest.
"""

# SPDX-License-Identifier: Apache-2.0
from sealmark.ontology.answering import LONGEST_TEXT, Value, is_date, is_number, misfit
from sealmark.ontology.changing import Change, ChangeKind, Labeled, changed, read_change
from sealmark.ontology.errors import OntologyRefusedError, ReservedKeyError
from sealmark.ontology.proposal import ImportFormat, Proposal
from sealmark.ontology.reading import RESERVED_KEYS, read_ontology, refuse_reserved_keys
from sealmark.ontology.schema import (
    WITH_OPTIONS,
    Ontology,
    Option,
    Question,
    QuestionKind,
    RelationClass,
    SpanClass,
)

__all__ = [
    "LONGEST_TEXT",
    "RESERVED_KEYS",
    "WITH_OPTIONS",
    "Change",
    "ChangeKind",
    "ImportFormat",
    "Labeled",
    "Ontology",
    "OntologyRefusedError",
    "Option",
    "Proposal",
    "Question",
    "QuestionKind",
    "RelationClass",
    "ReservedKeyError",
    "SpanClass",
    "Value",
    "changed",
    "is_date",
    "is_number",
    "misfit",
    "read_change",
    "read_ontology",
    "refuse_reserved_keys",
]
