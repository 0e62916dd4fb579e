"""Sealed: clear values are made in vault and redaction only, raw ones opened by the redactor only.

- The constructor of `Clear`, its permit and its raw content stay inside `vault`.
- `RawVault` is imported by `vault`, `redaction`, the aligned export and the composition root.
"""

# SPDX-License-Identifier: Apache-2.0
import ast
from collections.abc import Iterable, Iterator

from tools.lints.base import Finding, Source, dotted, finding, imported_names, server_sources

RULE = "sealed"
PRIVATE = {"_PERMIT", "_mint", "_raw_content"}
RAW_DOORS = {"RawVault"}
RAW_CONTEXTS = {"vault", "redaction", "bootstrap"}
RAW_FILES = {("export", "aligned.py"), ("interfaces", "redactor.py")}


def find(sources: Iterable[Source]) -> Iterator[Finding]:
    """Find clear values made, and raw ones opened, outside their place."""
    for source in server_sources(sources):
        if source.context != "vault":
            yield from made_by_hand(source)
        if source.context not in RAW_CONTEXTS and source.inside not in RAW_FILES:
            yield from raw_doors(source)


def made_by_hand(source: Source) -> Iterator[Finding]:
    """Find constructor calls of `Clear` and uses of its private parts."""
    for name, line in imported_names(source):
        if name.startswith("sealmark.vault.") and name.rpartition(".")[2] in PRIVATE:
            yield from finding(source, line, RULE, f"{name} belongs to vault alone")
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and dotted(node.func).removesuffix("[]") in {
            "Clear",
            "domain.Clear",
        }:
            message = "a clear value is made by vault or redaction, never by hand"
            yield from finding(source, node.lineno, RULE, message)
        elif isinstance(node, ast.Attribute) and node.attr in PRIVATE:
            yield from finding(source, node.lineno, RULE, f"{node.attr} belongs to vault alone")


def raw_doors(source: Source) -> Iterator[Finding]:
    """Find what opens originals outside the redactor's code."""
    for name, line in imported_names(source):
        if name.rpartition(".")[2] in RAW_DOORS:
            message = f"{name} opens originals; only redaction and the aligned export may"
            yield from finding(source, line, RULE, message)
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute) and node.attr in RAW_DOORS:
            message = f"{node.attr} opens originals; only redaction and the aligned export may"
            yield from finding(source, node.lineno, RULE, message)
