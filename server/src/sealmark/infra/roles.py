"""The identities a process can have; each is a Postgres role `sealmark_<identity>`."""

# SPDX-License-Identifier: Apache-2.0
RUNTIME = ("web", "worker", "redactor", "sequencer")


def role(identity: str) -> str:
    """Return the Postgres role of an identity."""
    return f"sealmark_{identity}"
