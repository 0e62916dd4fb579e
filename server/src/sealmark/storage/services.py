"""The zones' places: where the blobs of each zone are, and who has them.

- Every zone has a place of its own, none inside another: no key of one names anything in the next.
- An identity is told its places, and the credentials for them, in its own folder of keys
  (`blobs.json`); without that file they are folders of the home.
- Who has no part in a zone has no place for it. A file that names one all the same is refused as
  it stands, not read around.
"""

# SPDX-License-Identifier: Apache-2.0
import json
from collections.abc import Mapping
from enum import StrEnum
from itertools import combinations
from pathlib import PurePosixPath
from typing import Final

from sealmark.infra.home import Home, read_secret
from sealmark.storage.domain import BlobBackend, Location, parse_location
from sealmark.storage.errors import StorageLocationError, ZoneRefusedError
from sealmark.storage.registry import open_backend
from sealmark.vault.layout import Identity

FILE: Final = "blobs.json"


class BlobZone(StrEnum):
    """A zone, as a place for blobs."""

    RAW = "raw"
    WORK = "work"
    EVIDENCE = "evidence"


HOLDERS: Final[Mapping[BlobZone, frozenset[Identity]]] = {
    BlobZone.RAW: frozenset({Identity.REDACTOR}),
    BlobZone.WORK: frozenset({Identity.WEB, Identity.WORKER, Identity.REDACTOR}),
    BlobZone.EVIDENCE: frozenset({Identity.SEQUENCER}),
}
"""Uploads reach the raw zone as sealed rows: web and worker need no place there, nor to write."""


def open_zone(home: Home, identity: Identity, zone: BlobZone) -> BlobBackend:
    """Open a zone's place as `identity`; raise `ZoneRefusedError` if it has none."""
    if identity not in HOLDERS[zone]:
        raise ZoneRefusedError
    return open_backend(places(home, identity)[zone])


def places(home: Home, identity: Identity) -> dict[BlobZone, Location]:
    """Return where an identity's zones are; raise `StorageLocationError` if its file is wrong."""
    held = [zone for zone in BlobZone if identity in HOLDERS[zone]]
    file = home.keys_of(identity) / FILE
    if not file.exists():
        return {zone: parse_location(f"local:{home.blobs / zone}") for zone in held}
    try:
        told = json.loads(read_secret(file))
        entries = {BlobZone(name): entry for name, entry in told.items()}
        found = {
            zone: parse_location(entry["place"], entry.get("options", {}))
            for zone, entry in entries.items()
        }
    except (ValueError, TypeError, KeyError, AttributeError) as cause:
        raise StorageLocationError(f"{file} is not understood. See docs/operate/run.md.") from cause
    for zone in found:
        if zone not in held:
            raise ZoneRefusedError(
                f"{file} names a place for the {zone} zone, which {identity} has no part in. "
                "Take it out, and change the credentials that stood there."
            )
    if missing := [zone for zone in held if zone not in found]:
        raise StorageLocationError(f"{file} names no place for the {missing[0]} zone.")
    return found


def check_places(home: Home) -> None:
    """Refuse places of which one is within another, or that two identities name differently."""
    agreed: dict[BlobZone, tuple[Identity, Location]] = {}
    for identity in Identity:
        for zone, location in places(home, identity).items():
            first, known = agreed.setdefault(zone, (identity, location))
            if _spelled(known) != _spelled(location):
                raise StorageLocationError(
                    f"{first} and {identity} name different places for the {zone} zone."
                )
    for (one, (_, here)), (other, (_, there)) in combinations(agreed.items(), 2):
        if _within(here, there) or _within(there, here):
            raise StorageLocationError(
                f"The places of the {one} and the {other} zone lie in each other. "
                "Give each a bucket or a folder of its own."
            )


def move_earlier_blobs(home: Home) -> None:
    """Bring what lay directly in the home's folder, before zones had theirs, into the work zone's.

    It is safe to be interrupted: what is not moved yet is moved by the next start.
    """
    for folder in [entry for entry in home.blobs.iterdir() if entry.name not in set(BlobZone)]:
        (home.blobs / BlobZone.WORK).mkdir(mode=0o700, exist_ok=True)
        folder.rename(home.blobs / BlobZone.WORK / folder.name)


def _spelled(location: Location) -> tuple[str, str, str]:
    return location.backend, location.host, location.path.strip("/")


def _within(inner: Location, outer: Location) -> bool:
    if (inner.backend, inner.host) != (outer.backend, outer.host) or inner.backend == "memory":
        return False
    return PurePosixPath("/", outer.path.strip("/")) in (
        at := PurePosixPath("/", inner.path.strip("/")),
        *at.parents,
    )
