"""The developer's command line; `make` has one target per command."""

# SPDX-License-Identifier: Apache-2.0
import argparse
import fcntl
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tools import bench as benchmarks
from tools.dev import checks, chromium, lock, packages, suites, web, web_lock
from tools.dev.environment import PYTHON, VENV, ensure_environment
from tools.dev.shell import ROOT, Failure, run, step


def main() -> int:
    """Carry out the commands in the order given; return the exit status."""
    asked = parser().parse_args()
    try:
        COMMANDS[asked.command](asked.name)
    except Failure as failure:
        print(f"error: {failure}", file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def parser() -> argparse.ArgumentParser:
    """Describe the command line."""
    described = argparse.ArgumentParser(prog="python -m tools.dev", description=__doc__)
    described.add_argument("command", choices=COMMANDS)
    described.add_argument("name", nargs="?", default="", help="of the benchmark or promise")
    return described


@contextmanager
def alone() -> Iterator[None]:
    """Let one set-up at a time change this checkout."""
    folder = ROOT / "build"
    folder.mkdir(exist_ok=True)
    with (folder / "setup.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def set_up(_name: str = "") -> None:
    """Install and build what running the product needs."""
    with alone():
        ensure_environment()
        web.ensure_built()


def install() -> None:
    """Install the tools of both halves; nothing is built."""
    with alone():
        ensure_environment()
        if web.exists():
            web.ensure_installed()


def set_up_for_tests(_name: str = "") -> None:
    """Install and build what the tests need too: a browser."""
    set_up()
    if chromium.find_chromium() is None:
        with alone(), step("Chromium"):
            found = chromium.ensure_chromium(PYTHON)
        print(found or chromium.HINT, flush=True)
        if found is None and chromium.in_ci():
            raise Failure(chromium.HINT)


def start(_name: str) -> None:
    """Set up and start with a demo organization; Ctrl-C stops it."""
    set_up()
    program = VENV / "bin/sealmark"
    os.execv(program, [str(program), "up", "--demo"])  # noqa: S606 - our own program, fixed words


def check(_name: str) -> None:
    """Install what the checks need and run them; nothing is built."""
    install()
    checks.check()


def test(_name: str) -> None:
    """Set up and run every test."""
    set_up_for_tests()
    suites.test_everything()


def promise(name: str) -> None:
    """Run the tests of one promise, or list the promises."""
    if not name:
        print("\n".join(sorted(suites.promise_names())) or "no promises yet")
        return
    files = suites.files_of_promise(name)
    set_up_for_tests()
    suites.test_promise(name, files)


def bench(name: str) -> None:
    """Run one benchmark, or list the benchmarks."""
    names = benchmarks.benchmark_names(benchmarks.FOLDER)
    if not name:
        print("\n".join(names) or "no benchmarks yet")
        return
    if name not in names:
        known = ", ".join(names) or "none yet"
        raise Failure(f"there is no benchmark {name!r}; there are: {known}")
    set_up_for_tests()
    run([PYTHON, "-m", "tools.bench", name])


def build(_name: str) -> None:
    """Set up and write the wheels."""
    set_up()
    packages.build()


def relock(_name: str) -> None:
    """Resolve the lock files anew where a requirement changed."""
    ensure_environment()
    lock.lock(VENV / "bin/uv")
    if web.exists():
        web_lock.lock_web(web.WEB)


def describe(_name: str) -> None:
    """Write the routes as OpenAPI, and from it the types of the web app."""
    install()
    run([PYTHON, "-m", "tools.contract", "--write"])


COMMANDS = {
    "setup": set_up_for_tests,
    "run": start,
    "check": check,
    "test": test,
    "promise": promise,
    "bench": bench,
    "build": build,
    "lock": relock,
    "types": describe,
}

if __name__ == "__main__":
    sys.exit(main())
