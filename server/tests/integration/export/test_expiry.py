"""A bundle is kept for a while: then nobody takes it away, and it is destroyed."""

# SPDX-License-Identifier: Apache-2.0
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from integration.export.scene import Scene
from integration.export.test_routes import Page

from sealmark.export.expiring import KEPT
from sealmark.export.models import Release
from sealmark.export.uploading import open_store
from sealmark.infra import jobs, scope
from sealmark.kernel.ids import ExportId
from sealmark.storage.domain import BlobReader, parse_key
from sealmark.storage.errors import BlobMissingError

pytestmark = [pytest.mark.promise("export")]


@pytest.fixture
def ready(scene: Scene) -> tuple[Scene, ExportId]:
    scene.ingest()
    scene.label()
    scene.review()
    export = scene.request()
    scene.run_jobs()
    return scene, export


def stored(scene: Scene, export: ExportId) -> Release:
    with scope.project(scene.line.project):
        return Release.objects.get(project_id=scene.line.project, id=export)


def test_a_bundle_says_until_when_it_is_kept(ready: tuple[Scene, ExportId]) -> None:
    scene, export = ready
    view = scene.view(export)
    assert view.ready_at is not None
    assert view.expires_at == view.ready_at + KEPT
    with scope.project(scene.line.project), connection.cursor() as cursor:
        cursor.execute("SELECT scheduled_at FROM procrastinate_jobs WHERE task_name LIKE %s",
                       ["export.expire"])  # fmt: skip
        assert cursor.fetchall() == [(view.expires_at,)]


def test_the_job_that_waits_is_not_listed_among_what_is_under_way(
    ready: tuple[Scene, ExportId],
) -> None:
    scene, _ = ready
    with scope.project(scene.line.project):
        kinds = {row.kind for row in jobs.latest(scene.line.project)}
    assert "export.build" in kinds
    assert "export.expire" not in kinds


def test_once_its_time_is_over_it_is_not_handed_out_though_no_job_ran(
    ready: tuple[Scene, ExportId],
) -> None:
    scene, export = ready
    page = Page(scene, scene.admin)
    assert page.take(str(export)).status_code == 206
    scene.let_expire(export)
    refused = page.take(str(export))
    assert (refused.status_code, refused.json()["error"]) == (410, "expired")
    assert page.list()[0]["state"] == "expired"


def test_then_its_key_and_its_file_are_destroyed_and_the_log_says_so(
    ready: tuple[Scene, ExportId],
) -> None:
    scene, export = ready
    key = parse_key(stored(scene, export).blob_key)
    assert BlobReader(open_store(), key).size() > 0
    scene.let_expire(export)
    scene.run_expiry()
    after = stored(scene, export)
    assert (after.state, after.sealed_key, after.blob_key) == ("expired", None, "")
    with pytest.raises(BlobMissingError):
        BlobReader(open_store(), key).size()
    assert scene.events("export.expired") == 1


def test_what_is_not_over_stays(ready: tuple[Scene, ExportId], tmp_path: Path) -> None:
    scene, export = ready
    scene.run_expiry()
    assert scene.bundle(export, tmp_path).stat().st_size == scene.view(export).size


def test_what_expired_is_asked_for_again_and_still_counts_as_having_left(
    ready: tuple[Scene, ExportId], tmp_path: Path
) -> None:
    scene, export = ready
    scene.let_expire(export)
    scene.run_expiry()
    again = scene.request()
    scene.run_jobs()
    assert scene.bundle(again, tmp_path).exists()
    from sealmark.export.selectors import released_since  # noqa: PLC0415

    asked = scene.view(export).requested_at - timedelta(seconds=1)
    with scope.project(scene.line.project):
        assert released_since(scene.line.project, asked) == 2
