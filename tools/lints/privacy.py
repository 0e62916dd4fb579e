"""Privacy: a context is entered by its front doors only.

- Public are `domain services selectors events errors`; models, jobs and helpers are its own.
- `kernel`, `infra` and `modalities` are libraries and open as a whole.
- What `ALSO_PUBLIC` names is open too, each for the reason beside it.
- `bootstrap` wires everything and may reach everything; `interfaces` also mounts `api` and `jobs`.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterable, Iterator

from tools.lints.base import Finding, Source, finding, imported_names, server_sources

RULE = "privacy"
PUBLIC = {"domain", "services", "selectors", "events", "errors"}
MOUNTED = PUBLIC | {"api", "jobs", "middleware"}
LIBRARIES = {"kernel", "infra", "modalities"}
ALSO_PUBLIC = {
    # The keys of this process, opened once at start.
    ("vault", "runtime"),
    # Who holds which key, and what a key store must be able to do.
    ("vault", "layout"),
    ("vault", "ports"),
    # No other context touches `cryptography`: sign-in and the log use these.
    ("vault", "mac"),
    ("vault", "primitives"),
    # How a person is named in an event.
    ("audit", "pseudonyms"),
}
FREE = {"bootstrap"}


def find(sources: Iterable[Source]) -> Iterator[Finding]:
    """Find imports of another context's insides."""
    for source in server_sources(sources):
        if not source.context or source.context in FREE:
            continue
        doors = MOUNTED if source.context == "interfaces" else PUBLIC
        for name, line in imported_names(source):
            if reaches_inside(name, source.context, doors):
                message = f"{name} is private to its context; public are {', '.join(sorted(doors))}"
                yield from finding(source, line, RULE, message)


def reaches_inside(name: str, own: str, doors: set[str]) -> bool:
    """Say whether the import `name` enters another context past its front doors."""
    match name.split("."):
        case ["sealmark", context, *_] if context == own or context in LIBRARIES:
            return False
        case ["sealmark", context, door, *_]:
            return door not in doors and (context, door) not in ALSO_PUBLIC
        case ["sealmark", _]:
            return True
        case _:
            return False
