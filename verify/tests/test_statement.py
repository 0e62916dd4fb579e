"""Statements, events and manifests: read back as written, refused in every other form."""

# SPDX-License-Identifier: Apache-2.0
import copy
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from sealmark_verify.canonical import canonical_json, parse_canonical_json
from sealmark_verify.errors import FormatError
from sealmark_verify.event import parse_event
from sealmark_verify.manifest import (
    REQUIRED,
    Counts,
    FileEntry,
    Manifest,
    parse_manifest,
    refuse_bad_name,
)
from sealmark_verify.statement import commit, parse_statement
from verify.tests.scene import EXPORT, PROJECT, correction, digest, label_statement, uuid

Change = Callable[[dict[str, Any]], None]


def bent(value: dict[str, Any], *path: str | int, to: object) -> dict[str, Any]:
    """Return a copy of `value` in which what stands at `path` is `to`."""
    found = copy.deepcopy(value)
    inner: Any = found
    for name in path[:-1]:
        inner = inner[name]
    inner[path[-1]] = to
    return found


FIRST = label_statement(1)
SECOND = correction(FIRST)
JSON = SECOND.to_json()
IMPORTED = replace(
    FIRST,
    actor=None,
    duty=None,
    task=None,
    ontology=None,
    guideline=None,
    origin="import",
    criteria=replace(FIRST.criteria, review_share=None, seed_commitment=None, drawn=None),
)


@pytest.mark.parametrize("statement", [FIRST, SECOND, IMPORTED, correction(IMPORTED, task=uuid(8),
    ontology=FIRST.ontology, guideline=FIRST.guideline, origin="human")])  # fmt: skip
def test_a_statement_is_read_as_it_was_written(statement: object) -> None:
    assert statement == parse_statement(
        parse_canonical_json(canonical_json(statement.to_json()))  # type: ignore[attr-defined]
    )


def members(value: object, *path: str | int) -> list[tuple[str | int, ...]]:
    """List the place of every member of every object in a JSON value."""
    found: list[tuple[str | int, ...]] = []
    if isinstance(value, dict):
        for name, inner in value.items():
            found += [(*path, name), *members(inner, *path, name)]
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            found += members(inner, *path, place)
    return found


@pytest.mark.parametrize("place", members(JSON), ids=lambda place: ".".join(map(str, place)))
def test_each_member_of_a_statement_has_one_form_and_no_other(place: tuple[str | int, ...]) -> None:
    for wrong in (1.5, "Wrong Word", -1, ["x"], {"x": "y"}):
        with pytest.raises(FormatError):
            parse_statement(bent(JSON, *place, to=wrong))


@pytest.mark.parametrize("place", [(), ("predicate",), ("subject", 0), ("predicate", "criteria")])
def test_a_statement_has_no_member_more_or_less(place: tuple[str | int, ...]) -> None:
    more = bent(JSON, *place, "extra", to=1)
    less = copy.deepcopy(JSON)
    inner: Any = less
    for name in place:
        inner = inner[name]
    inner.popitem()
    for value in (more, less):
        with pytest.raises(FormatError):
            parse_statement(value)


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        bent(JSON, "subject", to=[]),
        bent(JSON, "subject", to=[*JSON["subject"], *JSON["subject"]]),  # type: ignore[misc]
        bent(JSON, "subject", 0, "name", to=f"revision:{uuid(1)}"),
        bent(JSON, "predicate", "parent", to=None),
        bent(JSON, "predicate", "parent", to=uuid(77)),
        bent(JSON, "predicate", "number", to=1),
        bent(JSON, "predicate", "number", to=3),
        bent(JSON, "predicate", "number", to=True),
        bent(JSON, "predicate", "steps", to=[]),
        bent(JSON, "predicate", "steps", 0, "number", to=2),
        bent(JSON, "predicate", "steps", 0, "number", to=None),
        bent(JSON, "predicate", "steps", 0, "event", to=uuid(1)),
        bent(JSON, "predicate", "steps", 0, "revision", to=None),
        bent(JSON, "predicate", "criteria", "review_share", to=10_001),
        bent(JSON, "predicate", "origin", to="human "),
        bent(JSON, "predicate", "created_at", to="2026-01-31T12:00:00Z"),
        bent(FIRST.to_json(), "predicate", "parent", to=uuid(1)),
        *(
            bent(JSON, "predicate", name, to=None)
            for name in ("actor", "duty", "task", "ontology", "guideline")
        ),
    ],
)
def test_a_statement_that_does_not_hold_together_is_refused(value: object) -> None:
    with pytest.raises(FormatError):
        parse_statement(value)


@pytest.mark.parametrize("origin", ["moved", "migration"])
def test_what_no_person_made_is_as_reviewed_as_the_revision_before_it(origin: str) -> None:
    met = replace(SECOND.criteria, outcome="met")
    claim = replace(SECOND, origin=origin, duty=None, task=None, step=origin, criteria=met)
    with pytest.raises(FormatError, match="a review that none before it went through"):
        parse_statement(claim.to_json())
    pending = replace(claim, criteria=replace(met, outcome="review_pending"))
    assert parse_statement(pending.to_json()) == pending
    (label,) = SECOND.steps
    for before in (replace(label, duty="review"), replace(label, decision="followed_reviewed")):
        earned = replace(claim, steps=(before,))
        assert parse_statement(earned.to_json()) == earned


def test_a_commitment_binds_salt_and_document() -> None:
    assert commit(bytes(32), b"{}") != commit(bytes(31) + b"\x01", b"{}")
    assert commit(bytes(32), b"{}") != commit(bytes(32), b"[]")
    with pytest.raises(FormatError, match="32"):
        commit(bytes(31), b"{}")


EVENT = {
    "id": uuid(1),
    "kind": "label.submitted",
    "project": PROJECT,
    "actor": uuid(2),
    "facts": {"revision": uuid(3), "statement": digest("s"), "verdict": "accept"},
    "whatever": 1,
}


def test_an_event_is_read_as_far_as_it_is_needed() -> None:
    event = parse_event(EVENT)
    assert (event.makes_revision, event.decides) == (True, True)
    assert (event.uuid("revision"), event.word("verdict")) == (uuid(3), "accept")
    assert parse_event(EVENT | {"project": None}).project is None


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        *(EVENT | {name: 7} for name in ("id", "kind", "project", "actor", "facts")),
        EVENT | {"kind": "Two words"},
        EVENT | {"actor": None},
    ],
)
def test_what_is_no_event_is_refused(value: object) -> None:
    with pytest.raises(FormatError):
        parse_event(value)


def test_a_fact_has_the_form_that_is_asked_for() -> None:
    event = parse_event(EVENT | {"facts": {"text": "Some Text", "number": 1}})
    for read in (event.uuid, event.digest, event.word):
        for name in ("text", "number", "absent"):
            with pytest.raises(FormatError, match=name):
                read(name)


MANIFEST = Manifest(
    project=PROJECT,
    export=EXPORT,
    created_at="2026-02-01T08:00:00.000000Z",
    data_format="jsonl",
    content="rendition",
    counts=Counts(documents=1, revisions=2, events=3),
    files={
        name: FileEntry(size=1, sha256=digest(name))
        for name in sorted((*REQUIRED, "data/a.jsonl", "data/b/c.jsonl"))
    },
)
LISTED: dict[str, Any] = parse_canonical_json(MANIFEST.to_bytes())  # type: ignore[assignment]


def test_a_manifest_is_read_as_it_was_written() -> None:
    assert parse_manifest(MANIFEST.to_bytes()) == MANIFEST


@pytest.mark.parametrize("place", members(LISTED), ids=lambda place: ".".join(map(str, place)))
def test_each_member_of_a_manifest_has_one_form_and_no_other(
    place: tuple[str | int, ...],
) -> None:
    for wrong in ("Wrong Word", -1, ["x"], {"x": "y"}, None, True):
        with pytest.raises(FormatError):
            parse_manifest(canonical_json(bent(LISTED, *place, to=wrong)))


@pytest.mark.parametrize(
    "change",
    [
        lambda files: files.reverse(),
        lambda files: files.append(dict(files[-1])),
        lambda files: files.pop(),
        lambda files: files.append({"name": "manifest.json", "size": 1, "sha256": digest("a")}),
        lambda files: files.append({"name": "proof", "size": 1, "sha256": digest("a")}),
        lambda files: files.append({"name": "evil.txt", "size": 1, "sha256": digest("a")}),
    ],
)
def test_a_manifest_lists_each_needed_file_once_in_order_and_no_stranger(
    change: Callable[[list[Any]], None],
) -> None:
    value = copy.deepcopy(LISTED)
    change(value["files"])
    with pytest.raises(FormatError):
        parse_manifest(canonical_json(value))


@pytest.mark.parametrize(
    "name",
    [
        "",
        "/etc/passwd",
        "../up",
        "data/../../up",
        "data/..",
        "data//a",
        "data/",
        ".hidden",
        "data/.hidden",
        "data\\a",
        "C:a",
        "a b",
        "é",
        "a\n",
        "a\x00",
        "a" * 201,
    ],
)
def test_a_file_name_is_a_plain_relative_path(name: str) -> None:
    with pytest.raises(FormatError):
        refuse_bad_name(name)
