"""Make an organization and its owner; prints the owner's one-time link.

- The link sets a password, works once, and is good for 24 hours.
"""

# SPDX-License-Identifier: Apache-2.0
import argparse
import os
from datetime import timedelta
from typing import Final

from sealmark.infra import scope
from sealmark.interfaces.cli import _web, output
from sealmark.kernel.clock import SystemClock

LINK_FOR: Final = timedelta(hours=24)


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("name", help="what the organization is called")
    parser.add_argument("--owner", required=True, metavar="ADDRESS", help="the owner's e-mail")
    parser.add_argument("--owner-name", default="", help="how the owner is called")
    _web.add_home(parser)


def run(arguments: argparse.Namespace) -> int:
    """Make the organization, the account unless there is one, and a link."""
    _web.become_web(arguments.home)
    from sealmark.identity import selectors as accounts  # noqa: PLC0415 - after become_web
    from sealmark.identity import services as identity  # noqa: PLC0415 - same
    from sealmark.identity.domain import LinkPurpose  # noqa: PLC0415 - same
    from sealmark.tenancy import services as tenancy  # noqa: PLC0415 - same
    from sealmark.tenancy.domain import Person  # noqa: PLC0415 - same

    clock, name = SystemClock(), arguments.owner_name or arguments.owner.partition("@")[0]
    with scope.sign_in():
        user = accounts.account_by_email(arguments.owner)
        if user is None:
            user = identity.create_account(email=arguments.owner, name=name, clock=clock)
        link = identity.issue_signin_link(user, LinkPurpose.SET_PASSWORD, LINK_FOR, clock=clock)
    owner = Person(user=user, email=arguments.owner, name=name)
    tenancy.create_organization(arguments.name, owner, clock=clock)
    url = os.environ.get("SEALMARK_WEB_URL", "http://127.0.0.1:8080")
    output.say(f"The owner's one-time link, good for 24 hours:\n  {url}/link#{link}")
    return 0
