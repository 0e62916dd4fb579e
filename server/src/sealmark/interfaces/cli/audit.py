"""Check the running log: every entry, hash, tile and signed checkpoint of every organization.

- Needs the log's public keys only; changes nothing. Exit status 1 names what does not hold.
- Prints the key lines to be handed to those who verify exports.
- Runs while Sealmark runs, or against a database that is up by itself.
"""

# SPDX-License-Identifier: Apache-2.0
import argparse
import os
from datetime import timedelta
from pathlib import Path

import django

from sealmark.infra.home import default_home, open_home
from sealmark.interfaces.cli import output
from sealmark.kernel.clock import SystemClock

_LATE = timedelta(minutes=1)


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("act", choices=("verify", "keys"))
    parser.add_argument("--home", type=Path, default=default_home(os.environ))


def run(arguments: argparse.Namespace) -> int:
    """Check the log, or print its keys."""
    home = open_home(arguments.home)
    os.environ["SEALMARK_HOME"] = str(home.path)
    os.environ["SEALMARK_IDENTITY"] = "worker"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sealmark.bootstrap.settings")
    django.setup()
    return _keys() if arguments.act == "keys" else _verify()


def _verify() -> int:
    from sealmark.audit import selectors as audit  # noqa: PLC0415 - after django.setup()

    verdicts, pending = audit.verify_log()
    for one in verdicts:
        output.say(
            f"{one.organization}: holds. {one.size} entries, {one.checkpoints} signed checkpoints, "
            f"root {one.root.hex()}"
        )
    waiting = pending.since is not None and SystemClock().now() - pending.since > _LATE
    output.say(f"{pending.count} events wait to be taken down.")
    if waiting:
        output.complain(f"The oldest waits since {pending.since}: check that the sequencer runs.")
    return 1 if waiting else 0


def _keys() -> int:
    from sealmark.audit import selectors as audit  # noqa: PLC0415 - after django.setup()

    for organization in audit.organizations_with_logs():
        for key in audit.log_keys(organization):
            output.say(key.line)
    return 0
