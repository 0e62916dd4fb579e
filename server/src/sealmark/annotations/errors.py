"""What annotations refuses."""

# SPDX-License-Identifier: Apache-2.0
from sealmark.kernel.errors import InvalidInputError


class LabelsRefusedError(InvalidInputError):
    """These labels do not fit the text or the ontology. What you had is kept as a draft."""
