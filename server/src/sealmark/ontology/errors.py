"""What ontology refuses."""

# SPDX-License-Identifier: Apache-2.0
from sealmark.kernel.errors import InvalidInputError


class OntologyRefusedError(InvalidInputError):
    """This ontology is not as it must be."""


class ReservedKeyError(OntologyRefusedError):
    """This hotkey is used by the labeling page itself. Choose another one."""


class GuidelineTooLongError(InvalidInputError):
    """A guideline holds at most 200,000 characters. Split it, or link to documents of your own."""


class ImportRefusedError(InvalidInputError):
    """This cannot be read as an ontology."""


class ChangeRefusedError(InvalidInputError):
    """This change does not fit the ontology."""
