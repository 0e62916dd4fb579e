"""Events: what the verifier reads in an audit event, whose canonical JSON is a leaf of the log.

- An event names at least `id`, `type`, `at`, `project` and `details`; whatever else it holds is
  proven by the log all the same, and not read here.
- An event that made a label revision carries `details.revision` and `details.statement`, the
  SHA-256 of the statement's canonical JSON.
- The event that seals an export has the type `export.sealed` and carries `details.export` and
  `details.manifest`, the SHA-256 of `manifest.json`.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Mapping
from dataclasses import dataclass

from sealmark_verify.encoding import is_digest, is_time, is_uuid
from sealmark_verify.errors import FormatError

EXPORT_SEALED = "export.sealed"


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedEvent:
    """An audit event, as far as a bundle's proof needs it."""

    id: str
    type: str
    at: str
    project: str | None
    details: Mapping[str, object]

    @property
    def makes_revision(self) -> bool:
        """Whether this event says that a label revision was made."""
        return "statement" in self.details

    def digest(self, name: str) -> str:
        """Return the digest `details.<name>`. Raises `FormatError`."""
        value = self.details.get(name)
        if not isinstance(value, str) or not is_digest(value):
            raise FormatError(f"the event's details hold no digest {name}")
        return value

    def uuid(self, name: str) -> str:
        """Return the id `details.<name>`. Raises `FormatError`."""
        value = self.details.get(name)
        if not isinstance(value, str) or not is_uuid(value):
            raise FormatError(f"the event's details hold no id {name}")
        return value


def parse_event(value: object) -> LoggedEvent:
    """Read an event from its JSON value. Raises `FormatError`."""
    if not isinstance(value, dict):
        raise FormatError("an event is not a JSON object")
    project, details = value.get("project"), value.get("details")
    if not (project is None or is_uuid(project)) or not isinstance(details, dict):
        raise FormatError("an event has no project id, or no details")
    name, kind, at = value.get("id"), value.get("type"), value.get("at")
    if not is_uuid(name) or not is_time(at) or not isinstance(kind, str):
        raise FormatError("an event has no id, type or time in the expected form")
    return LoggedEvent(id=str(name), type=kind, at=str(at), project=project, details=details)
