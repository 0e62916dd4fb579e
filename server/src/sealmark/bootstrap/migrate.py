"""Bring the database to this version: as the owner, and verified before anything starts.

- Scope keys are told to the database after the migrations.
- The catalogue gate must hold, else the error names each broken rule.
"""

# SPDX-License-Identifier: Apache-2.0
from django.conf import settings
from django.core.management import call_command

from sealmark.infra import catalogue, scope_keys
from sealmark.kernel.errors import SealmarkError
from sealmark.vault.keystores.file import FileKeyStore
from sealmark.vault.layout import Identity, Secret


class CatalogueError(SealmarkError):
    """The database breaks an isolation rule; nothing was started."""


def migrate_database() -> None:
    """Migrate, store the scope keys, and refuse a database that breaks an isolation rule."""
    call_command("migrate", verbosity=0, interactive=False)
    keys = settings.SEALMARK_HOME.keys
    scope_keys.install(
        {identity: FileKeyStore(keys, identity).secret(Secret.SCOPE) for identity in Identity}
    )
    broken = catalogue.violations()
    if broken:
        raise CatalogueError("The database breaks isolation rules: " + "; ".join(broken))
