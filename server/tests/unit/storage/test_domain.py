"""Keys and locations: nothing leaves its folder, no credential stands in an address."""

# SPDX-License-Identifier: Apache-2.0
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealmark.kernel.ids import new_uuid
from sealmark.storage.domain import BlobReader, blob_key, parse_key, parse_location
from sealmark.storage.errors import BlobKeyError, StorageLocationError
from sealmark.storage.objects import plain_http
from sealmark.storage.registry import backend_names, open_backend

BAD_KEYS = [
    "", "/", "/a", "a/", "a//b", ".", "..", "../a", "a/../b", "a/..", "a/./b", ".hidden", "a/.b",
    "-a", "A", "a b", "a\n", "a\0", "a\\b", "ä", "a%2e%2e", "a?b", "a#b", "a:b", "~a", "a" * 513,
    "\u0661", "a\u2215b",
]  # fmt: skip


@pytest.mark.parametrize("key", BAD_KEYS)
def test_a_key_that_we_did_not_make_is_refused(key: str) -> None:
    with pytest.raises(BlobKeyError):
        parse_key(key)


@given(st.text(max_size=40))
def test_a_key_never_leads_out_of_its_folder(text: str) -> None:
    try:
        key = parse_key(text)
    except BlobKeyError:
        return
    assert not any(segment.startswith(".") or not segment for segment in key.split("/"))
    assert set(key) <= set("abcdefghijklmnopqrstuvwxyz0123456789/_.-")


@given(st.uuids(), st.uuids())
def test_a_blobs_key_is_a_key(project: UUID, blob: UUID) -> None:
    key = blob_key("rendition", project, blob)
    assert parse_key(key) == key
    assert key.split("/")[2] == blob.hex[-2:]


def test_two_blobs_have_two_keys() -> None:
    project = new_uuid()
    assert blob_key("rendition", project, new_uuid()) != blob_key("rendition", project, new_uuid())


@pytest.mark.parametrize(
    "text",
    ["", "/folder", "s3://key:secret@bucket", "s3://bucket?key=x", "s3://bucket#x", "bucket"],
)
def test_an_address_with_credentials_or_without_a_kind_is_refused(text: str) -> None:
    with pytest.raises(StorageLocationError) as refused:
        parse_location(text)
    assert "secret" not in str(refused.value)


def test_options_of_a_location_do_not_show() -> None:
    location = parse_location("s3://bucket", {"secret_access_key": "hush"})
    assert "hush" not in repr(location)


@pytest.mark.parametrize("kind", ["s3", "azure", "gcs"])
def test_an_object_store_needs_a_bucket(kind: str) -> None:
    with pytest.raises(StorageLocationError, match="Name the bucket"):
        open_backend(parse_location(f"{kind}:/prefix"))


@pytest.mark.parametrize("kind", ["s3", "azure", "gcs", "local", "memory"])
def test_an_unknown_option_is_named_without_its_value(kind: str) -> None:
    location = parse_location(f"{kind}://bucket/prefix", {"colour": "hush"})
    with pytest.raises(StorageLocationError, match="does not know: colour") as refused:
        open_backend(location)
    assert "hush" not in str(refused.value)


def test_a_prefix_obeys_the_rules_of_keys() -> None:
    with pytest.raises(StorageLocationError, match="prefix"):
        open_backend(parse_location("s3://bucket/../other", {"region": "eu-central-1"}))


def test_an_unknown_kind_of_storage_is_refused_with_those_there_are() -> None:
    with pytest.raises(StorageLocationError, match="azure, gcs, local, memory, s3"):
        open_backend(parse_location("ftp://host/folder"))


def test_the_kinds_of_storage_are_the_files_of_the_folder() -> None:
    assert backend_names() == {"azure", "gcs", "local", "memory", "s3"}


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("s3://bucket/a/b", {"region": "eu-central-1"}),
        ("s3://bucket", {"endpoint": "https://s3.example.com", "region": "r"}),
        ("azure://container/a", {"account_name": "account"}),
        ("gcs://bucket", {}),
    ],
)
def test_an_object_store_is_opened_without_asking_it(text: str, options: dict[str, str]) -> None:
    assert open_backend(parse_location(text, options)).name == text.partition(":")[0]


@pytest.mark.parametrize(
    "endpoint", ["http://s3.example.com", "ftp://127.0.0.1", "http://127.0.0.1.example.com", "x"]
)
def test_plain_http_beyond_this_machine_is_refused(endpoint: str) -> None:
    with pytest.raises(StorageLocationError, match="https"):
        plain_http(endpoint)


@pytest.mark.parametrize("endpoint", [None, "https://s3.example.com"])
def test_an_endpoint_is_encrypted(endpoint: str | None) -> None:
    assert not plain_http(endpoint)


@pytest.mark.parametrize(
    "endpoint", ["http://127.0.0.1:8333", "http://[::1]:1", "http://localhost"]
)
def test_an_endpoint_on_this_machine_may_be_plain(endpoint: str) -> None:
    assert plain_http(endpoint)


def test_a_reader_asks_for_the_size_once() -> None:
    backend = open_backend(parse_location("memory:"))
    key = parse_key("a")
    backend.put_stream(key, (b"0123456789",))
    reader = BlobReader(backend, key)
    assert (reader.size(), reader.read(3, 4)) == (10, b"3456")
    backend.delete(key)
    assert reader.size() == 10
