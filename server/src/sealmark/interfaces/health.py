"""Health: is this process alive, and which part of the installation is not ready.

- `/healthz` touches nothing; `/readyz` asks the database and the disk, and reads the status files.
- Neither tells anything about people, projects or content.
"""

# SPDX-License-Identifier: Apache-2.0
import shutil
from datetime import timedelta

from django.conf import settings
from django.db import OperationalError, connection
from django.http import HttpRequest, JsonResponse

from sealmark.infra.processes.status import StatusBoard
from sealmark.kernel.clock import SystemClock
from sealmark.kernel.errors import SealmarkError
from sealmark.vault import runtime

PARTS = ("worker", "redactor", "sequencer")
PATIENCE = timedelta(seconds=30)
LEAST_FREE = 64 * 1024 * 1024
"""Bytes on the disk of the home below which nothing more should be brought in."""


def healthz(request: HttpRequest) -> JsonResponse:
    """Answer that the process is alive."""
    _ = request
    return JsonResponse({"alive": True})


def readyz(request: HttpRequest) -> JsonResponse:
    """Tell which part is ready; 503 while one is not."""
    _ = request
    parts = {"database": _database(), "keys": _keys(), "disk": _disk(), **_processes()}
    ready = all(part["state"] == "ready" for part in parts.values())
    return JsonResponse({"ready": ready, "parts": parts}, status=200 if ready else 503)


def _database() -> dict[str, str]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except OperationalError:
        return {"state": "failed", "detail": "the database does not answer"}
    return {"state": "ready", "detail": ""}


def _keys() -> dict[str, str]:
    try:
        runtime.key_store().check()
    except SealmarkError as error:
        return {"state": "failed", "detail": error.detail}
    return {"state": "ready", "detail": ""}


def _disk() -> dict[str, str]:
    if shutil.disk_usage(settings.SEALMARK_HOME.path).free < LEAST_FREE:
        return {"state": "failed", "detail": "less than 64 MB are free"}
    return {"state": "ready", "detail": ""}


def _processes() -> dict[str, dict[str, str]]:
    board = StatusBoard(folder=settings.SEALMARK_HOME.status, clock=SystemClock())
    now = SystemClock().now()
    parts = {}
    for name in PARTS:
        status = board.read(name)
        if status is None:
            parts[name] = {"state": "stopped", "detail": "it has not started"}
        elif status.state.value == "ready" and not status.is_ready(now=now, patience=PATIENCE):
            parts[name] = {"state": "stuck", "detail": "it has shown no sign of life lately"}
        else:
            parts[name] = {"state": status.state.value, "detail": status.detail}
    return parts
