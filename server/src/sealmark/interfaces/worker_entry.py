"""The worker: exports, and whatever else needs no original."""

# SPDX-License-Identifier: Apache-2.0
from sealmark.interfaces import runner


def _warm_up() -> None:
    from sealmark.vault import runtime  # noqa: PLC0415 - after django.setup()

    runtime.key_store().check()


if __name__ == "__main__":
    runner.run("worker", warm_up=_warm_up)
