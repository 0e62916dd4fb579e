"""Ontologies that come from elsewhere: read into a proposal, which somebody publishes or not.

- A labeling configuration of Label Studio is untrusted bytes: it is read in the sandbox.
- Nothing is kept here; what could not be taken over is told with its line.
"""

# SPDX-License-Identifier: Apache-2.0
import json
from contextlib import closing
from typing import Any, Final

from sealmark.infra.sandbox import Sandbox, SandboxError
from sealmark.ontology.errors import ImportRefusedError
from sealmark.ontology.proposal import ImportFormat, NotTaken, Proposal
from sealmark.ontology.reading import read_ontology

LARGEST_IMPORT: Final = 1024 * 1024
READER: Final = "sealmark.modalities.text.config_child"
_REASONS: Final = {
    "broken": "This is no well-formed XML",
    "doctype": "A document type or an entity of its own is not read. Take it out",
    "too-large": "This configuration is larger than 1 MiB, 20,000 elements or 40 levels",
}


def propose(text: str, form: ImportFormat) -> Proposal:
    """Read an ontology from elsewhere; refuse what cannot be read, with the line."""
    data = text.encode("utf-8", "replace")
    if len(data) > LARGEST_IMPORT:
        raise ImportRefusedError("An import has at most 1 MiB.", field="text")
    if form is ImportFormat.JSON:
        return Proposal(ontology=read_ontology(_parsed(text)), not_taken=())
    said = _read_apart(data)
    if "refused" in said:
        reason = _REASONS.get(str(said["refused"]), _REASONS["broken"])
        raise ImportRefusedError(f"{reason} (line {said['line']}).", field="text")
    notes = [NotTaken(**one) for one in said["notes"]]
    return Proposal(ontology=read_ontology(said["document"]), not_taken=notes)


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as cause:
        raise ImportRefusedError("This is no well-formed JSON.", field="text") from cause


def _read_apart(data: bytes) -> dict[str, Any]:
    with closing(Sandbox(READER)) as sandbox:
        try:
            (said,) = sandbox.feed({}, [data])
        except (SandboxError, ValueError) as cause:
            raise ImportRefusedError(
                "This configuration could not be read. Try a smaller one.", field="text"
            ) from cause
    return said
