"""A running installation for benchmarks: the product as it ships, in a home of its own.

- `sealmark up` in a temporary home, on a free port; ended with its supervisor.
- Projects, people and sessions are made by the services that the product uses, as `web`.
- CPU is read from the kernel for every process of the installation, the database included.
"""

# SPDX-License-Identifier: Apache-2.0
import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from sealmark.kernel.ids import ProjectId, UserId

TICKS = os.sysconf("SC_CLK_TCK")
START_S = 180.0
PATIENCE_S = 3_600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """A home that runs."""

    home: Path
    port: int
    supervisor: int

    def processes(self) -> dict[int, float]:
        """Return CPU seconds by process of everything under the supervisor."""
        return cpu_of({self.supervisor})

    def cpu_s(self, before: dict[int, float]) -> float:
        """Return the CPU seconds used by all since `before`."""
        return sum(self.processes().values()) - sum(before.values())

    def ready(self) -> dict[str, Any]:
        """Ask `/readyz`."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz") as answer:
                body: dict[str, Any] = json.load(answer)
        except urllib.error.HTTPError as error:
            body = json.loads(error.read())
        except OSError:
            body = {"ready": False}
        return body


def cpu_of(roots: Iterable[int]) -> dict[int, float]:
    """Return CPU seconds by process of `roots` and all their descendants.

    What a process waited for counts as its own: a database server that ended moves into its parent.
    """
    parents: dict[int, int] = {}
    seconds: dict[int, float] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError, ValueError, IndexError):
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
                parents[int(entry.name)] = int(fields[1])
                seconds[int(entry.name)] = sum(map(int, fields[11:15])) / TICKS
    mine = set(roots)
    grown = True
    while grown:
        more = {pid for pid, parent in parents.items() if parent in mine} - mine
        mine |= more
        grown = bool(more)
    return {pid: seconds[pid] for pid in mine if pid in seconds}


@contextlib.contextmanager
def running(environment: dict[str, str] | None = None) -> Iterator[Installation]:
    """Start an installation, act as its `web` in this process, and end it afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="sealmark-bench-"))
    folder.chmod(0o711)
    port = free_port()
    home = folder / "home"
    command = [sys.executable, "-m", "sealmark.interfaces.cli.main", "up"]
    process = subprocess.Popen(
        [*command, "--home", str(home), "--port", str(port)],
        stdout=(folder / "up.log").open("wb"),
        stderr=subprocess.STDOUT,
        env={**os.environ, **(environment or {})},
    )
    installation = Installation(home=home, port=port, supervisor=process.pid)
    try:
        _wait(installation, folder / "up.log")
        _become_web(home)
        yield installation
    finally:
        process.terminate()
        process.wait(60)
        if "SEALMARK_BENCH_KEEP" not in os.environ:
            shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplace:
    """A project with people who have sessions."""

    organization: UUID
    project: UUID
    admin: UUID
    cookies: list[str]
    admin_cookie: str


def furnish(people: int, *, share_bp: int = 0) -> Workplace:
    """Make an organization, a project, and `people` labelers with open sessions."""
    from sealmark.access.domain import OrganizationRole, Principal
    from sealmark.identity import services as identity
    from sealmark.identity.domain import AgentFamily
    from sealmark.infra import scope
    from sealmark.kernel.clock import SystemClock
    from sealmark.ontology import services as ontology
    from sealmark.ontology.domain import read_ontology
    from sealmark.tenancy import services as tenancy
    from sealmark.tenancy.domain import Person
    from sealmark.workflow import services as workflow

    clock = SystemClock()
    with scope.sign_in():
        admin = identity.create_account(email="admin@bench.example", name="Admin", clock=clock)
        agent = AgentFamily.CHROME
        admin_key = identity.open_session(admin, agent=agent, clock=clock).key
        users = [
            identity.create_account(email=f"p{n}@bench.example", name=f"P{n}", clock=clock)
            for n in range(people)
        ]
        keys = [identity.open_session(user, agent=agent, clock=clock).key for user in users]
    owner = Person(user=admin, email="admin@bench.example", name="Admin")
    organization = tenancy.create_organization("Bench", owner, clock=clock)
    who = Principal(user=admin, organization=organization, organization_role=OrganizationRole.OWNER)
    with scope.organization(organization, by=admin):
        project = tenancy.create_project(who, organization, "Bench", clock=clock)
        ontology.publish_ontology(
            project,
            read_ontology({"classes": [{"id": "drug", "name": "Drug"}]}),
            by=admin,
            organization=organization,
            clock=clock,
        )
        workflow.change_steps(
            project, organization=organization, by=admin, share_bp=share_bp, lease_minutes=60
        )
    for number, user in enumerate(users):
        join(project, user, f"p{number}@bench.example", by=admin)
    return Workplace(
        organization=organization,
        project=project,
        admin=admin,
        cookies=keys,
        admin_cookie=admin_key,
    )


@contextlib.contextmanager
def protected(place: Workplace) -> Iterator[None]:
    """Hold a project in protected mode for a while: its admin begins, somebody else ends it."""
    from sealmark.access.domain import Principal
    from sealmark.infra import scope
    from sealmark.kernel.clock import SystemClock
    from sealmark.kernel.ids import OrganizationId, new_uuid
    from sealmark.tenancy import services as tenancy

    clock, project = SystemClock(), ProjectId(place.project)
    organization = OrganizationId(place.organization)
    admin = Principal(user=UserId(place.admin), organization=organization)
    other = Principal(user=UserId(new_uuid()), organization=organization)
    with scope.project(project):
        tenancy.protect(admin, project, clock=clock)
    yield
    with scope.project(project):
        request = tenancy.ask_to_unprotect(admin, project, reason="It is measured.", clock=clock)
        tenancy.unprotect(other, project, request, clock=clock)


def join(
    project: ProjectId,
    user: UserId,
    address: str,
    *,
    by: UserId,
    roles: Iterable[str] = ("labeler",),
) -> None:
    """Invite somebody in these roles, and accept for them."""
    from sealmark.access.domain import ProjectRole
    from sealmark.identity.domain import SignedIn
    from sealmark.infra import scope
    from sealmark.kernel.clock import SystemClock
    from sealmark.kernel.ids import SessionId, new_uuid
    from sealmark.tenancy import selectors
    from sealmark.tenancy import services as tenancy
    from sealmark.tenancy.domain import Offer

    clock = SystemClock()
    with scope.principal(by) as opened:
        facts = selectors.facts(by, project, clock.now())
        assert facts is not None
        opened.narrow_to_project(project)
        offer = Offer(
            email=address, project=project, project_roles=frozenset(map(ProjectRole, roles))
        )
        _, token = tenancy.invite(facts.principal(), offer, clock=clock)
    signed_in = SignedIn(
        user=user, session=SessionId(new_uuid()), email=address, name="", last_seen=clock.now()
    )
    with scope.sign_in() as door:
        tenancy.accept_as(door, token, signed_in, clock=clock)


def upload(place: Workplace, content: bytes) -> UUID:
    """Bring one JSON Lines file in, sealed part by part; return the upload."""
    from sealmark.assets import selectors, services
    from sealmark.assets.domain import PART_SIZE, ColumnMapping, FileToCome
    from sealmark.infra import scope
    from sealmark.kernel.clock import SystemClock
    from sealmark.kernel.ids import DatasetId, OrganizationId, ProjectId, UserId

    clock, project = SystemClock(), ProjectId(place.project)
    by, organization = UserId(place.admin), OrganizationId(place.organization)
    file = FileToCome(kind="jsonl", format="auto", size=len(content), name="bench.jsonl")
    with scope.project(project):
        dataset = services.create_dataset(
            project, "all", by=by, organization=organization, clock=clock
        )
        started = services.start_upload(
            project,
            DatasetId(dataset.id),
            ColumnMapping(),
            [file],
            by=by,
            organization=organization,
            clock=clock,
        )
        (known,) = selectors.files(project, started)
        for number in range(-(-len(content) // PART_SIZE)):
            part = content[number * PART_SIZE : (number + 1) * PART_SIZE]
            services.put_part(project, started, known.id, number + 1, part, clock=clock)
        services.complete_upload(project, started, by=by, organization=organization, clock=clock)
    return started


def states(place: Workplace) -> dict[str, int]:
    """Count the project's assets by state."""
    from sealmark.assets import selectors
    from sealmark.infra import scope
    from sealmark.kernel.ids import ProjectId

    with scope.project(ProjectId(place.project)):
        return selectors.counts(ProjectId(place.project))


def settled(place: Workplace) -> int:
    """Count the assets that are redacted and cleared, or held back."""
    from django.db import OperationalError

    try:
        now = states(place)
    except OperationalError:
        return 0  # this connection's server was killed; the next one is new
    return now["ready"] + now["quarantined"]


def until(done: Callable[[], bool], *, seconds: float = PATIENCE_S) -> None:
    """Wait until `done`; give up after `seconds`."""
    end = time.monotonic() + seconds
    while not done():
        if time.monotonic() > end:
            raise RuntimeError(f"it took longer than {seconds:.0f} s")
        time.sleep(0.3)


def _wait(installation: Installation, log: Path) -> None:
    try:
        until(lambda: bool(installation.ready().get("ready")), seconds=START_S)
    except RuntimeError as late:
        raise RuntimeError("it did not start:\n" + log.read_text()[-2_000:]) from late


def _become_web(home: Path) -> None:
    import django

    os.environ["SEALMARK_HOME"] = str(home)
    os.environ["SEALMARK_IDENTITY"] = "web"
    os.environ["DJANGO_SETTINGS_MODULE"] = "sealmark.bootstrap.settings"
    django.setup()


def free_port() -> int:
    """Return a port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
