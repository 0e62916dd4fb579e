"""Taking a bundle away in pieces: it goes on after a cut, and stops when the right to it ends."""

# SPDX-License-Identifier: Apache-2.0
import hashlib
import time

import pytest
from integration.export.scene import Scene
from integration.export.test_refusals import take_roles
from integration.export.test_routes import Page

from sealmark.kernel.ids import ExportId

pytestmark = [pytest.mark.promise("export")]
CUT_S = 1.0


@pytest.fixture
def ready(scene: Scene) -> tuple[Scene, Page, ExportId]:
    scene.ingest()
    scene.label()
    scene.review()
    export = scene.request()
    scene.run_jobs()
    return scene, Page(scene, scene.admin), export


def test_a_download_that_broke_off_goes_on_and_is_the_same_bundle(
    ready: tuple[Scene, Page, ExportId],
) -> None:
    scene, page, export = ready
    view = scene.view(export)
    begun = page.take(str(export), "bytes=0-999")
    rest = page.take(str(export), "bytes=1000-", **{"If-Range": begun.headers["ETag"]})
    assert (begun.status_code, rest.status_code) == (206, 206)
    assert rest.headers["Content-Range"] == f"bytes 1000-{view.size - 1}/{view.size}"
    assert begun.headers["ETag"] == rest.headers["ETag"] == f'"{view.sha256}"'
    assert hashlib.sha256(begun.content + rest.content).hexdigest() == view.sha256


@pytest.mark.parametrize("tag", ['"of-another"', "W/x", "Wed, 21 Oct 2015 07:28:00 GMT"])
def test_pieces_of_two_bundles_are_never_put_together(
    ready: tuple[Scene, Page, ExportId], tag: str
) -> None:
    _, page, export = ready
    refused = page.take(str(export), "bytes=1000-", **{"If-Range": tag})
    assert (refused.status_code, refused.json()["error"]) == (412, "other-bundle")


def test_who_loses_the_right_while_downloading_is_cut_off_at_once(
    ready: tuple[Scene, Page, ExportId],
) -> None:
    scene, page, export = ready
    begun = page.take(str(export), "bytes=0-999")
    assert begun.status_code == 206
    take_roles(scene)
    lost = time.monotonic()
    following = page.take(str(export), "bytes=1000-", **{"If-Range": begun.headers["ETag"]})
    assert following.status_code in {403, 404}
    assert b"PK" not in following.content
    assert time.monotonic() - lost < CUT_S
