"""Say what to do first: called by `sealmark up` once it runs.

- With `--demo` the demo is made and its one-time links are printed.
- Without, and without any organization: how to make the first one.
"""

# SPDX-License-Identifier: Apache-2.0
import argparse
import os

from sealmark.interfaces.cli import _web, demo, output


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    _web.add_home(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the first steps."""
    if os.environ.get("SEALMARK_DEMO") == "1":
        return demo.run(arguments)
    _web.become_web(arguments.home)
    from sealmark.identity import selectors as accounts  # noqa: PLC0415 - after become_web
    from sealmark.infra import scope  # noqa: PLC0415 - same

    with scope.sign_in():
        anybody = accounts.has_accounts()
    if not anybody:
        output.say(
            "Nobody has an account yet. Make the first organization and its owner:\n"
            '  sealmark organization "NAME" --owner ADDRESS\n'
            "or look around with a demo: sealmark up --demo"
        )
    return 0
