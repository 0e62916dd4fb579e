"""Key use in the log: what this process did with keys, once a minute, to each project's log.

- One event per project in which keys were used, with counts by zone and kind and nothing else.
- What cannot be told now (the database is away) is told the next time; a project that is gone has
  no log any more.
"""

# SPDX-License-Identifier: Apache-2.0
import logging
import threading

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, InterfaceError, connection

from sealmark.audit import services as audit
from sealmark.audit.domain import AuditEvent
from sealmark.infra import scope
from sealmark.kernel.ids import ProjectId
from sealmark.tenancy import selectors as tenancy
from sealmark.vault import runtime
from sealmark.vault.runtime import Counts

log = logging.getLogger(__name__)
EVERY_S = 60.0


def start_telling() -> None:
    """Tell once a minute, for as long as the process lives."""
    threading.Thread(target=_keep_telling, daemon=True, name="key-use").start()


def tell_key_use() -> int:
    """Record what is untold; return for how many projects. Opens scopes of its own."""
    told = 0
    for project, counts in runtime.OPERATIONS.take_untold().items():
        try:
            _record(ProjectId(project), counts)
        except ObjectDoesNotExist:
            log.warning("key use of a project that is gone was not told")
        except (DatabaseError, InterfaceError) as error:
            runtime.OPERATIONS.give_back(project, counts)
            log.warning("key use is told later: %s", type(error).__name__)
        else:
            told += 1
    return told


def _record(project: ProjectId, counts: Counts) -> None:
    with scope.project(project):
        audit.record(
            AuditEvent(
                kind="keys.used",
                organization=tenancy.organization_of(project),
                project=project,
                actor=scope.NOBODY,
                facts={"service": str(settings.SEALMARK_IDENTITY), "operations": {**counts}},
            )
        )


def _keep_telling() -> None:
    waiting = threading.Event()
    while not waiting.wait(EVERY_S):
        tell_key_use()
        connection.close()
