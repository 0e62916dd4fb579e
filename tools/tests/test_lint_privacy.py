"""The rule about the front doors of a context."""

# SPDX-License-Identifier: Apache-2.0
import pytest

from tools.tests.conftest import Judge

SERVICE = "server/src/sealmark/workflow/services.py"


@pytest.mark.parametrize(
    "line",
    [
        "from sealmark.tenancy.models import Project",
        "from sealmark.tenancy import models",
        "import sealmark.vault.keyring",
        "from sealmark import tenancy",
        "from sealmark.vault import keyring",
    ],
)
def test_the_insides_of_another_context_are_closed(judge: Judge, line: str) -> None:
    assert len(judge(SERVICE, line)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "from sealmark.tenancy import selectors, services",
        "from sealmark.tenancy.errors import ClosedError",
        "from sealmark.workflow.models import Task",
        "from sealmark.infra.scope import project",
        "from sealmark.kernel.ids import TaskId",
        "import sealmark_verify.merkle",
    ],
)
def test_front_doors_own_rooms_and_libraries_are_open(judge: Judge, line: str) -> None:
    assert judge(SERVICE, line) == []


def test_interfaces_mount_routes(judge: Judge) -> None:
    line = "from sealmark.workflow.api import router"

    assert judge("server/src/sealmark/interfaces/rest/mount.py", line) == []


def test_the_composition_root_reaches_everything(judge: Judge) -> None:
    line = "from sealmark.workflow.models import Task"

    assert judge("server/src/sealmark/bootstrap/wiring.py", line) == []
