"""The web process: serves people, and cannot open an original.

- Its host, port and certificate come from `sealmark up` in the environment.
- Synchronous views on threads; no request is answered by more than one transaction.
"""

# SPDX-License-Identifier: Apache-2.0
import os
from pathlib import Path

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

THREADS = 4


def main() -> None:
    """Serve until asked to stop."""
    os.environ["SEALMARK_IDENTITY"] = "web"
    os.environ["DJANGO_SETTINGS_MODULE"] = "sealmark.bootstrap.settings"
    certificate, key = (os.environ.get(f"SEALMARK_TLS_{name}") for name in ("CERT", "KEY"))
    Granian(
        "sealmark.bootstrap.wsgi:application",
        address=os.environ.get("SEALMARK_WEB_HOST", "127.0.0.1"),
        port=int(os.environ.get("SEALMARK_WEB_PORT", "8080")),
        interface=Interfaces.WSGI,
        workers=int(os.environ.get("SEALMARK_WEB_WORKERS", "1")),
        blocking_threads=THREADS,
        backpressure=THREADS * 16,
        log_level=LogLevels.warning,
        log_access=False,
        websockets=False,
        ssl_cert=Path(certificate) if certificate else None,
        ssl_key=Path(key) if key else None,
    ).serve()


if __name__ == "__main__":
    main()
