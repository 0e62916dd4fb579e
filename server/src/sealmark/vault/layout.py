"""Who holds which key: one table, from which the folders of the file store are made.

- Raw keys and the intake's private key are the redactor's alone.
- A MAC key belongs to one pair (who enqueues, whose queue): a runner knows who asked, and no
  identity can forge another's jobs.
- The log's keys are the sequencer's, the release key is the worker's, what protects sign-in is
  the web's.
- Every identity has its own scope secret: the database verifies it by the session's user.
"""

# SPDX-License-Identifier: Apache-2.0
from enum import StrEnum
from typing import Final

from sealmark.vault.domain import KeyClass


class Identity(StrEnum):
    """The four runtime identities, as the architecture names them."""

    WEB = "web"
    WORKER = "worker"
    REDACTOR = "redactor"
    SEQUENCER = "sequencer"


class Secret(StrEnum):
    """A 32-byte secret; its value is its file's name."""

    SCOPE = "scope.key"
    FRAMEWORK = "framework.key"
    SESSION = "session.key"
    ACCOUNT = "account.key"
    JOB_WEB_TO_WORKER = "job-web-to-worker.key"
    JOB_WEB_TO_REDACTOR = "job-web-to-redactor.key"
    JOB_WORKER_TO_WORKER = "job-worker-to-worker.key"
    JOB_WORKER_TO_REDACTOR = "job-worker-to-redactor.key"
    JOB_REDACTOR_TO_WORKER = "job-redactor-to-worker.key"
    JOB_REDACTOR_TO_REDACTOR = "job-redactor-to-redactor.key"


class SigningKey(StrEnum):
    """A signing key, kept as its 32-byte seed."""

    LOG_ED25519 = "log-ed25519.key"
    LOG_MLDSA44 = "log-mldsa44.key"
    RELEASE_ED25519 = "release-ed25519.key"


INTAKE_PRIVATE: Final = "intake.key"
INTAKE_PUBLIC: Final = "intake.pub"

KEKS: Final[dict[Identity, frozenset[KeyClass]]] = {
    Identity.WEB: frozenset({KeyClass.WORK}),
    Identity.WORKER: frozenset({KeyClass.WORK}),
    Identity.REDACTOR: frozenset({KeyClass.RAW, KeyClass.WORK}),
    Identity.SEQUENCER: frozenset(),
}

# Shared by all that hold it: the two ends of a queue.
SECRETS: Final[dict[Identity, frozenset[Secret]]] = {
    Identity.WEB: frozenset(
        {
            Secret.SCOPE,
            Secret.FRAMEWORK,
            Secret.SESSION,
            Secret.ACCOUNT,
            Secret.JOB_WEB_TO_WORKER,
            Secret.JOB_WEB_TO_REDACTOR,
        }
    ),
    Identity.WORKER: frozenset(
        {
            Secret.SCOPE,
            Secret.FRAMEWORK,
            Secret.JOB_WEB_TO_WORKER,
            Secret.JOB_WORKER_TO_WORKER,
            Secret.JOB_WORKER_TO_REDACTOR,
            Secret.JOB_REDACTOR_TO_WORKER,
        }
    ),
    Identity.REDACTOR: frozenset(
        {
            Secret.SCOPE,
            Secret.FRAMEWORK,
            Secret.JOB_WEB_TO_REDACTOR,
            Secret.JOB_WORKER_TO_REDACTOR,
            Secret.JOB_REDACTOR_TO_WORKER,
            Secret.JOB_REDACTOR_TO_REDACTOR,
        }
    ),
    Identity.SEQUENCER: frozenset({Secret.SCOPE, Secret.FRAMEWORK}),
}

# Different in every identity; all other secrets are the same wherever they are held.
OWN: Final = frozenset({Secret.SCOPE, Secret.FRAMEWORK})

SIGNING: Final[dict[Identity, frozenset[SigningKey]]] = {
    Identity.WEB: frozenset(),
    Identity.WORKER: frozenset({SigningKey.RELEASE_ED25519}),
    Identity.REDACTOR: frozenset(),
    Identity.SEQUENCER: frozenset({SigningKey.LOG_ED25519, SigningKey.LOG_MLDSA44}),
}

OPENS_INTAKE: Final = frozenset({Identity.REDACTOR})
SEALS_TO_INTAKE: Final = frozenset({Identity.WEB, Identity.WORKER, Identity.REDACTOR})


def kek_file(key_class: KeyClass, number: int) -> str:
    """Name the file of a top key; the highest number is the one that wraps."""
    return f"{key_class}-{number}.kek"


def job_secret(enqueuer: Identity, queue: Identity) -> Secret:
    """Name the MAC key of a pair; raise ValueError if that pair never meets."""
    return Secret(f"job-{enqueuer}-to-{queue}.key")
