"""The workbench: the text surface as a page of its own, built and served for tests and benchmarks.

- It needs no server of ours: what it shows is put into `window.given` before its first script.
- Built anew only when a source file of the web app changed.
"""

# SPDX-License-Identifier: Apache-2.0
import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from tools.dev import web
from tools.dev.environment import digest
from tools.dev.shell import ROOT, run

BUILT = ROOT / "build/workbench"
_STAMP = BUILT.with_suffix(".stamp")


def ensure_built() -> None:
    """Build the page where its sources changed."""
    web.ensure_installed()
    folders = (web.WEB / "src", web.WEB / "workbench")
    wanted = digest(sorted(path for each in folders for path in each.rglob("*") if path.is_file()))
    if web.read(_STAMP) == wanted:
        return
    config = ["--config", "workbench/vite.config.ts", "--logLevel", "warn"]
    run(["npx", "vite", "build", *config], cwd=web.WEB)
    _STAMP.write_text(wanted)


@contextmanager
def served() -> Iterator[str]:
    """Serve the page on loopback; yields its address."""
    ensure_built()
    handler = functools.partial(_Quiet, directory=str(BUILT))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/index.html"
    finally:
        server.shutdown()
        server.server_close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as inherited
        """Say nothing: the output is the test's or the benchmark's."""
        del format, args
