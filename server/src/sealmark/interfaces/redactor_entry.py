"""The redactor: the only process that can open an original."""

# SPDX-License-Identifier: Apache-2.0
from sealmark.interfaces import runner


def _warm_up() -> None:
    from sealmark.redaction import jobs  # noqa: PLC0415 - after django.setup()
    from sealmark.vault import runtime  # noqa: PLC0415 - same

    runtime.key_store().check()
    jobs.warm_up()


if __name__ == "__main__":
    runner.run("redactor", warm_up=_warm_up)
