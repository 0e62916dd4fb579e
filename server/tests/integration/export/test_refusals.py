"""What stops an export: a second person, a lost role, a silent log, sensitive text."""

# SPDX-License-Identifier: Apache-2.0
import os
from pathlib import Path

import pytest
from django.db import connection
from django.db.utils import IntegrityError
from integration.export.scene import Scene
from integration.identity.people import CLOCK

from sealmark.access.domain import ProjectRole
from sealmark.audit.waiting import Patience
from sealmark.export import building, services
from sealmark.export.errors import ExportRefusedError, NotReadyError
from sealmark.export.models import Release
from sealmark.export.uploading import open_store
from sealmark.infra import jobs, scope
from sealmark.kernel.errors import ForbiddenError
from sealmark.kernel.ids import JobId, new_uuid
from sealmark.storage.domain import blob_key
from sealmark.tenancy.models import ProjectMember
from sealmark.vault import recipients

RECIPIENT = recipients.new_recipient(os.urandom)[1]


def give_role(scene: Scene, role: ProjectRole) -> None:
    with scope.project(scene.line.project):
        ProjectMember(
            id=new_uuid(),
            organization_id=scene.line.organization,
            project_id=scene.line.project,
            user_id=scene.admin.user,
            role=role,
            granted_by=scene.admin.user,
            created_at=CLOCK.now(),
        ).save(force_insert=True)


def take_roles(scene: Scene) -> None:
    with scope.project(scene.line.project):
        rows = ProjectMember.objects.filter(user_id=scene.admin.user)
        rows.update(ended_at=CLOCK.now())


def blobs(scene: Scene) -> list[Path]:
    stored = Path(os.environ["SEALMARK_HOME"], "blobs").rglob(f"{scene.line.project.hex}/**/*")
    return [path for path in stored if path.is_file()]


def test_nobody_approves_their_own_request(scene: Scene) -> None:
    give_role(scene, ProjectRole.DATA_STEWARD)
    export = scene.request(recipient=RECIPIENT)
    with pytest.raises(ForbiddenError):
        scene.approve(export, scene.admin)
    assert scene.view(export).state == "waiting_for_approval"
    assert scene.waiting() is None


def test_the_database_refuses_an_approval_by_the_requester(scene: Scene) -> None:
    export = scene.request(recipient=RECIPIENT)
    with (
        pytest.raises(IntegrityError, match="export_approval_second_person"),
        scope.project(scene.line.project),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "INSERT INTO export_approval (id, project_id, created_at, request_id, request_digest,"
            " requester, approver, approved, reason, event_id)"
            " SELECT gen_random_uuid(), project_id, now(), id, digest, requester, requester, true,"
            " '', event_id FROM export_request WHERE id = %s",
            [export],
        )


def test_aligned_content_waits_for_a_steward_and_ends_when_refused(scene: Scene) -> None:
    export = scene.request(recipient=RECIPIENT)
    person = scene.person(scene.steward)
    with scope.project(scene.line.project):
        services.refuse(person, export, reason="No.", clock=CLOCK)
    assert scene.view(export).state == "refused"
    assert scene.waiting() is None


def test_an_aligned_export_needs_a_recipient_and_no_other_takes_one(scene: Scene) -> None:
    with pytest.raises(ExportRefusedError):
        scene.request(recipient="sealmark-recipient-x25519:nonsense")
    with pytest.raises(ExportRefusedError):
        scene.request("xlsx")


def test_a_requester_who_lost_the_role_gets_nothing(scene: Scene) -> None:
    scene.ingest()
    scene.label()
    scene.review()
    export = scene.request()
    take_roles(scene)
    scene.run_jobs()
    view = scene.view(export)
    assert view.state == "failed"
    assert "may no longer do so" in view.failure


def test_a_role_lost_while_the_bundle_is_written_stops_it(scene: Scene) -> None:
    scene.ingest()
    scene.label()
    scene.review()
    export = scene.request()
    for _ in range(2):
        run_next(scene)
    job = scene.waiting()
    assert job is not None

    def lose(seconds: float) -> None:
        _ = seconds
        with scene.acting_as("web"):
            take_roles(scene)
        scene.sequence()

    with scene.acting_as("worker"):
        patience = Patience(step_s=0, sleep=lose)
        jobs._run(
            lambda running: building.build(running, patience=patience),
            scene.line.project,
            JobId(job.id),
        )
    assert scene.view(export).state == "failed"


def test_nothing_leaves_while_the_log_is_silent(scene: Scene) -> None:
    scene.ingest()
    scene.label()
    scene.review()
    before = blobs(scene)
    scene.log_runs = False
    export = scene.request()
    assert scene.run_jobs() == ["export.gather"]
    view = scene.view(export)
    assert view.state == "failed"
    assert "log did not take this down" in view.failure
    assert blobs(scene) == before
    person = scene.person(scene.admin)
    with scope.project(scene.line.project), pytest.raises(NotReadyError):
        services.download(person, export, None, clock=CLOCK)


def test_a_seal_that_the_log_does_not_take_down_leaves_no_bundle(scene: Scene) -> None:
    scene.ingest()
    scene.label()
    scene.review()
    before = blobs(scene)
    export = scene.request()
    for _ in range(2):
        run_next(scene)
    scene.log_runs = False
    run_next(scene)
    assert scene.view(export).state == "failed"
    assert blobs(scene) == before


def test_a_build_that_breaks_off_says_so_and_leaves_no_bundle(scene: Scene) -> None:
    scene.ingest()
    scene.label()
    scene.review()
    before = blobs(scene)
    export = scene.request()
    for _ in range(2):
        run_next(scene)
    job = scene.waiting()
    assert job is not None

    def interrupt(seconds: float) -> None:
        _ = seconds
        raise KeyboardInterrupt

    with scene.acting_as("worker"), pytest.raises(KeyboardInterrupt):
        jobs._run(
            lambda running: building.build(running, patience=Patience(sleep=interrupt)),
            scene.line.project,
            JobId(job.id),
        )
    view = scene.view(export)
    assert (view.state, "broke off" in view.failure) == ("failed", True)
    assert blobs(scene) == before


def test_what_a_killed_run_left_goes_with_the_next_and_nothing_stays_aside(scene: Scene) -> None:
    scene.ingest()
    scene.label()
    scene.review()
    export = scene.request()
    for _ in range(2):
        run_next(scene)
    before = blobs(scene)
    left = [blob_key(kind, scene.line.project, new_uuid()) for kind in ("export", "aside")]
    with scene.acting_as("worker"):
        for key in left:
            open_store().put_stream(key, [b"half of it"])
        with scope.project(scene.line.project):
            Release.objects.filter(id=export).update(blob_key=left[0], data_key=left[1])
    assert len(blobs(scene)) == len(before) + 2
    scene.run_jobs()
    assert scene.view(export).state == "ready"
    (bundle,) = set(blobs(scene)) - set(before)
    assert "/export/" in str(bundle)
    assert bundle.stem != left[0].rpartition("/")[2]


def test_identifiers_in_free_text_refuse_the_export(scene: Scene) -> None:
    scene.ingest()
    scene.label([{"question_id": "note", "value": "Call him at 555-123-4567, ssn 123-45-6789."}])
    scene.review()
    export = scene.request()
    scene.run_jobs()
    view = scene.view(export)
    assert view.state == "failed"
    assert "identifiers in free text" in view.failure


def test_harmless_free_text_leaves(scene: Scene) -> None:
    scene.ingest()
    scene.label([{"question_id": "note", "value": "the dose is unusual"}])
    scene.review()
    export = scene.request()
    scene.run_jobs()
    assert scene.view(export).state == "ready"


def test_what_was_recalled_is_left_out(scene: Scene) -> None:
    scene.ingest()
    labeled = scene.label()
    scene.review()
    with scope.project(scene.line.project), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO redaction_recall (id, project_id, created_at, clearance_id, reason, by)"
            " SELECT gen_random_uuid(), project_id, now(), id, 'leak', %s"
            " FROM redaction_clearance LIMIT 1",
            [scene.admin.user],
        )
    export = scene.request()
    scene.run_jobs()
    assert scene.view(export).counts["documents"] == labeled - 1


def test_a_download_is_logged_once_for_a_session(scene: Scene) -> None:
    scene.ingest()
    scene.label()
    scene.review()
    export = scene.request()
    scene.run_jobs()
    assert scene.events("export.downloaded") == 0
    scene.download(export)
    scene.download(export)
    assert scene.events("export.downloaded") == 1
    assert scene.events("export.released") == scene.events("export.sealed") == 1


def run_next(scene: Scene) -> None:
    """Run the one job that waits, and not what it enqueues."""
    assert len(scene.run_jobs(most=1)) == 1
