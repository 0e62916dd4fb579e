"""The list of open doors holds nothing that signs up, mails, or changes an address."""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Sequence

import pytest
from allauth.headless import urls as library
from django.urls import URLPattern, URLResolver

from sealmark.identity import doors

SHUT = ("signup", "reset", "request", "email", "phone", "verify", "code/", "webauthn", "provider")


def paths(patterns: Sequence[URLPattern | URLResolver], prefix: str = doors.PREFIX) -> set[str]:
    """Return every path that the library would serve."""
    found: set[str] = set()
    for entry in patterns:
        here = f"{prefix}{entry.pattern}"
        found |= paths(entry.url_patterns, here) if isinstance(entry, URLResolver) else {here}
    return found


@pytest.mark.parametrize(("method", "path"), sorted(doors.OPEN))
def test_every_open_door_is_one_of_the_librarys(method: str, path: str) -> None:
    assert method in {"GET", "POST", "DELETE"}
    assert path in paths(library.urlpatterns)


@pytest.mark.parametrize("word", SHUT)
def test_no_open_door_leads_to(word: str) -> None:
    assert not [path for _, path in doors.OPEN if word in path]


def test_the_library_has_doors_that_we_keep_shut() -> None:
    assert len(paths(library.urlpatterns)) > len({path for _, path in doors.OPEN})
