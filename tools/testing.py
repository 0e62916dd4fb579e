"""What every test of this repository may rely on.

- No connection beyond loopback is opened (pytest-socket); a test that needs one is not a test.
- Sample data comes from `SEALMARK_CORPORA` (default: `../shared/corpora` beside the checkout); a
  test that needs it is skipped with a plain reason where it is absent.
- No test fails for being slow: properties have no deadline.
- `--promise NAME` keeps only the acceptance tests of that promise.
"""

# SPDX-License-Identifier: Apache-2.0
import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("sealmark", deadline=None)
settings.load_profile("sealmark")

ROOT = Path(__file__).parents[1]
LOOPBACK = ["127.0.0.1", "::1", "localhost"]


def corpora_folder() -> Path:
    """Return where the sample data is expected."""
    return Path(os.environ.get("SEALMARK_CORPORA") or ROOT / "../shared/corpora").resolve()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer `--promise NAME`."""
    parser.addoption("--promise", metavar="NAME", help="run only the tests of this promise")


def pytest_configure(config: pytest.Config) -> None:
    """Shut the network for this process; sockets of our own Postgres stay open."""
    config.option.allow_hosts = ",".join(LOOPBACK)
    config.option.allow_unix_socket = True


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep the tests of the wanted promise; skip what needs absent sample data."""
    wanted = config.getoption("--promise")
    if wanted:
        kept = [item for item in items if wanted in promises_of(item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = kept
    if not corpora_folder().is_dir():
        reason = "no sample data: set SEALMARK_CORPORA to its folder"
        for item in items:
            if item.get_closest_marker("needs_corpora"):
                item.add_marker(pytest.mark.skip(reason=reason))


def promises_of(item: pytest.Item) -> set[str]:
    """Name the promises that a test belongs to."""
    return {str(mark.args[0]) for mark in item.iter_markers("promise") if mark.args}


@pytest.fixture(scope="session")
def corpora() -> Path:
    """Return the folder with the sample data, or skip."""
    folder = corpora_folder()
    if not folder.is_dir():
        pytest.skip("no sample data: set SEALMARK_CORPORA to its folder")
    return folder
