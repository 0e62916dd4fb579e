"""Server settings: durable, private, and sized for a laptop of two cores.

- Nothing listens on the network.
- Committed is on disk: fsync, full page writes and synchronous commit stay on.
- The server's log never holds content: failing statements, their values and details stay out of it
  (the application gets the error anyway).
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

Settings = Mapping[str, str]

DURABLE: Final[Settings] = MappingProxyType(
    {
        "fsync": "on",
        "full_page_writes": "on",
        "synchronous_commit": "on",
        "wal_compression": "on",
        "max_wal_size": "1GB",
        "checkpoint_timeout": "15min",
    }
)

FORGETFUL: Final[Settings] = MappingProxyType(
    {
        "fsync": "off",
        "full_page_writes": "off",
        "synchronous_commit": "off",
        "autovacuum": "off",
        "max_wal_size": "4GB",
    }
)
"""A crash loses the cluster: for the test suite, and for a cluster in the making."""

COMMON: Final[Settings] = MappingProxyType(
    {
        "cluster_name": "sealmark",
        "listen_addresses": "",
        "unix_socket_permissions": "0700",
        "password_encryption": "scram-sha-256",
        "max_connections": "100",
        "max_wal_senders": "0",
        "wal_level": "minimal",
        "max_worker_processes": "4",
        "max_parallel_workers_per_gather": "1",
        "shared_buffers": "128MB",
        "effective_cache_size": "1GB",
        "work_mem": "8MB",
        "maintenance_work_mem": "64MB",
        "random_page_cost": "1.1",
        "jit": "off",
        # A new project grows from nothing to thousands of rows within a minute: plans must follow.
        "autovacuum_naptime": "5s",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "log_destination": "stderr",
        "logging_collector": "off",
        "log_line_prefix": "%m [%p] %q%u ",
        # LOG ranks above ERROR here: start, stop and crashes are told, failing statements are not.
        "log_min_messages": "log",
        "log_min_error_statement": "panic",
        "log_min_duration_statement": "-1",
        "log_statement": "none",
        "log_error_verbosity": "terse",
        "log_parameter_max_length": "0",
        "log_parameter_max_length_on_error": "0",
        "log_checkpoints": "off",
        "log_lock_waits": "off",
        "debug_print_parse": "off",
    }
)

ACCESS_RULES: Final = "local all all scram-sha-256\n"
"""`pg_hba.conf`: the socket, with a password; no trust, no network, no replication."""


def config_file(settings: Settings) -> str:
    """Write `postgresql.conf`."""
    lines = [
        f"{name} = '{value.replace(chr(39), chr(39) * 2)}'" for name, value in settings.items()
    ]
    return "\n".join(["# Written at each start; changes here are lost.", *lines, ""])
