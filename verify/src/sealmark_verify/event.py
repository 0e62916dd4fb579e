"""Events: what the verifier reads in an audit event, whose canonical JSON is a leaf of the log.

- An event names at least `id`, `kind`, `project`, `actor` and `facts`; whatever else it holds is
  proven by the log all the same, and not read here.
- An event that made a label revision carries the facts `revision` and `statement`, the SHA-256 of
  the statement's canonical JSON.
- An event that decided about a revision carries the facts `revision`, `asset` and `verdict`.
- The event that seals an export has the kind `export.sealed` and carries the facts `export` and
  `manifest`, the SHA-256 of `manifest.json`.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Mapping
from dataclasses import dataclass

from sealmark_verify.encoding import is_digest, is_uuid, is_word
from sealmark_verify.errors import FormatError

EXPORT_SEALED = "export.sealed"


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedEvent:
    """An audit event, as far as a bundle's proof needs it."""

    id: str
    kind: str
    project: str | None
    actor: str
    facts: Mapping[str, object]

    @property
    def makes_revision(self) -> bool:
        """Whether this event says that a label revision was made."""
        return "statement" in self.facts

    @property
    def decides(self) -> bool:
        """Whether this event says what a reviewer decided about a revision."""
        return "verdict" in self.facts

    def digest(self, name: str) -> str:
        """Return a fact that is a digest. Raises `FormatError`."""
        value = self.facts.get(name)
        if not isinstance(value, str) or not is_digest(value):
            raise FormatError(f"the event's facts hold no digest {name}")
        return value

    def uuid(self, name: str) -> str:
        """Return a fact that is an id. Raises `FormatError`."""
        value = self.facts.get(name)
        if not isinstance(value, str) or not is_uuid(value):
            raise FormatError(f"the event's facts hold no id {name}")
        return value

    def word(self, name: str) -> str:
        """Return a fact that is a word. Raises `FormatError`."""
        value = self.facts.get(name)
        if not isinstance(value, str) or not is_word(value):
            raise FormatError(f"the event's facts hold no word {name}")
        return value


def parse_event(value: object) -> LoggedEvent:
    """Read an event from its JSON value. Raises `FormatError`."""
    if not isinstance(value, dict):
        raise FormatError("an event is not a JSON object")
    project, facts, kind = value.get("project"), value.get("facts"), value.get("kind")
    if not (project is None or is_uuid(project)) or not isinstance(facts, dict):
        raise FormatError("an event has no project id, or no facts")
    name, actor = value.get("id"), value.get("actor")
    if not (is_uuid(name) and is_uuid(actor) and is_word(kind)):
        raise FormatError("an event has no id, kind or actor in the expected form")
    return LoggedEvent(id=str(name), kind=str(kind), project=project, actor=str(actor), facts=facts)
