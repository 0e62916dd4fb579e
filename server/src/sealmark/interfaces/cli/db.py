"""Set the database up: roles once, then tables with every new version.

- `init` without an admin URL makes the embedded database. With one it makes roles and database on
  a server of yours; each identity's URL goes to its own key folder, and the admin URL is forgotten.
- `verify` names each table that breaks an isolation rule.
- `migrate` runs as the owner, on a server and with roles that cannot get past row-level security.
"""

# SPDX-License-Identifier: Apache-2.0
import argparse
import contextlib
import os
import pkgutil
from dataclasses import replace
from pathlib import Path
from typing import Final

import django
import psycopg

from sealmark.infra import catalogue
from sealmark.infra.home import IDENTITIES, Home, default_home, ensure_password, open_home
from sealmark.infra.postgres import address, cluster, roles
from sealmark.interfaces.cli import keys, output
from sealmark.kernel.errors import Refusal, Unavailable

_ADMIN: Final = "SEALMARK_DB_ADMIN_URL"
_SETTINGS: Final = "sealmark.bootstrap.settings"
# The composition root stands above this layer: it is named, not imported.
_MIGRATE: Final = "sealmark.bootstrap.migrate:migrate_database"


class ServerUnreachableError(Unavailable):
    """The database server cannot be reached with this URL."""


class WrongIdentityError(Refusal):
    """Migrations run as the owner: set SEALMARK_IDENTITY=owner, as `sealmark up` does."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("act", choices=("init", "migrate", "verify"))
    parser.add_argument("--home", type=Path, default=default_home(os.environ))
    parser.add_argument(
        "--admin-url",
        metavar="URL",
        default=os.environ.get(_ADMIN),
        help=f"an administrator's URL of a Postgres of yours, used once (or in {_ADMIN}, where "
        "other users of this machine cannot read it)",
    )


def run(arguments: argparse.Namespace) -> int:
    """Set up or migrate the database."""
    home = open_home(arguments.home)
    if arguments.act == "migrate":
        return _migrate(home)
    if arguments.act == "verify":
        return _verify(home)
    if not home.keys.exists():
        keys.make(home)
    if arguments.admin_url:
        return _init_outside(home, arguments.admin_url)
    made = cluster.initialize(home, os.environ)
    output.say("The database was made." if made else "The database is there already.")
    return 0


def _init_outside(home: Home, admin_url: str) -> int:
    admin = address.from_url(admin_url)
    passwords = {identity: ensure_password(home, identity) for identity in IDENTITIES}
    inside = replace(admin, database=roles.DATABASE)
    own = {
        identity: replace(inside, user=roles.role_of(identity), password=password)
        for identity, password in passwords.items()
    }
    try:
        with contextlib.closing(psycopg.connect(admin.conninfo(), autocommit=True)) as superuser:
            roles.ensure_roles(superuser, passwords)
        with contextlib.closing(psycopg.connect(own["owner"].conninfo(), autocommit=True)) as owner:
            roles.close_schema(owner)
    except psycopg.OperationalError as cause:
        raise ServerUnreachableError from cause
    for identity, where in own.items():
        address.keep_url(home, identity, where)
    output.say(f"Roles and database are ready. Each identity's URL is in {home.keys}.")
    return 0


def _migrate(home: Home) -> int:
    _become_owner(home)
    pkgutil.resolve_name(_MIGRATE)()
    output.say("The database is up to date.")
    return 0


def _verify(home: Home) -> int:
    _become_owner(home)
    broken = catalogue.violations()
    for rule in broken:
        output.say(rule)
    return 1 if broken else 0


def _become_owner(home: Home) -> None:
    if os.environ.get("SEALMARK_IDENTITY") != "owner":
        raise WrongIdentityError
    os.environ["SEALMARK_HOME"] = str(home.path)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", _SETTINGS)
    owner = address.address_of(home, "owner", os.environ)
    try:
        with contextlib.closing(psycopg.connect(owner.conninfo())) as connection:
            roles.refuse_unfit(connection)
    except psycopg.OperationalError as cause:
        raise ServerUnreachableError from cause
    django.setup()
