"""Egress: nothing leaves this machine but through one client that checks where it goes.

- Only `infra.egress` may import a module that opens connections.
- Listening and loopback are no egress: such a line says so with `# allow-egress: reason`.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterable, Iterator

from tools.lints.base import Finding, Source, finding, imported_names, server_sources

RULE = "egress"
CLIENTS = (
    "aiohttp", "boto3", "botocore", "ftplib", "http.client", "httpcore", "httpx", "imaplib",
    "poplib", "pycurl", "requests", "smtplib", "socket", "telnetlib", "urllib.request", "urllib3",
    "websocket", "websockets", "xmlrpc.client",
)  # fmt: skip
DOOR = ("infra", "egress")


def find(sources: Iterable[Source]) -> Iterator[Finding]:
    """Find imports of clients outside the one door."""
    for source in server_sources(sources):
        if is_door(source):
            continue
        for name, line in imported_names(source):
            if any(f"{name}.".startswith(f"{client}.") for client in CLIENTS):
                message = f"{name} opens connections; go through infra.egress"
                yield from finding(source, line, RULE, message)


def is_door(source: Source) -> bool:
    """Say whether this file is the egress client itself (a module or a package)."""
    return source.inside[:2] in {DOOR, (DOOR[0], f"{DOOR[1]}.py")}
