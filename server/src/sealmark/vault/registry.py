"""Which key stores are here: every file of their folder, no list to edit."""

# SPDX-License-Identifier: Apache-2.0
import pkgutil

from sealmark.vault import keystores


def key_store_names() -> frozenset[str]:
    """Return the names of all key stores that have a file here."""
    return frozenset(module.name for module in pkgutil.iter_modules(keystores.__path__))
