"""Which formats are here: every file of the folder, no list to edit."""

# SPDX-License-Identifier: Apache-2.0
import importlib
import pkgutil
from typing import cast

from sealmark.export import formats
from sealmark.export.domain import Format
from sealmark.export.errors import ExportRefusedError


def format_names() -> frozenset[str]:
    """Return the names of all formats that have a file here."""
    return frozenset(
        module.name
        for module in pkgutil.iter_modules(formats.__path__)
        if not module.name.startswith("_")
    )


def open_format(name: str) -> Format:
    """Return the format of a name, or raise `ExportRefusedError`."""
    if name not in format_names():
        raise ExportRefusedError(f"Formats are: {', '.join(sorted(format_names()))}.")
    module = importlib.import_module(f"{formats.__name__}.{name}")
    return cast("Format", module.FORMAT)
