"""`sealmark up` with small stand-ins for web and the rest: the supervisor and database are real.

Run as a program by the tests; what is started is real processes and the real Postgres.
"""

# SPDX-License-Identifier: Apache-2.0
import argparse
import sys

from sealmark.infra.processes.listening import Endpoint
from sealmark.interfaces.cli import up
from sealmark.kernel.errors import SealmarkError

WEB = """
import http.server, os
class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(str(os.getpid()).encode())
    def log_message(self, *told):
        pass
address = (os.environ["SEALMARK_WEB_HOST"], int(os.environ["SEALMARK_WEB_PORT"]))
http.server.ThreadingHTTPServer(address, Answer).serve_forever()
"""

# With a grandchild in a session of its own, as a sandbox has.
WORKER = """
import os, subprocess, sys, time
from pathlib import Path
from sealmark.infra.processes.status import State, StatusBoard
from sealmark.kernel.clock import SystemClock
home = Path(os.environ["SEALMARK_HOME"])
subprocess.Popen(["/bin/sleep", "1000"], cwd=home, start_new_session=True)
StatusBoard(folder=home / "run/status", clock=SystemClock()).post("worker", State.READY)
time.sleep(1000)
"""

BROKEN = "import sys; sys.exit(3)"

MIGRATE = """
import os
from pathlib import Path
import psycopg
from sealmark.infra.home import Home
from sealmark.infra.postgres.address import address_of
home = Home(path=Path(os.environ["SEALMARK_HOME"]))
with psycopg.connect(address_of(home, "owner", os.environ).conninfo()) as owner:
    owner.execute("CREATE TABLE IF NOT EXISTS kept (id int)")
    owner.execute("INSERT INTO kept VALUES (1)")
    print(owner.execute("SELECT count(*) FROM kept").fetchone()[0], "rows")
"""

LINKS = """
import os, sys
from pathlib import Path
tries = Path(os.environ["SEALMARK_HOME"]) / "tries"
tries.write_text(tries.read_text() + "." if tries.exists() else ".")
sys.exit("the database is away") if len(tries.read_text()) <= {failures} else print("a link")
"""

PARTS = {
    "web": up.Part(name="web", arguments=("-c", WEB), phase=1),
    "worker": up.Part(name="worker", arguments=("-c", WORKER), phase=2),
    "broken": up.Part(name="broken", arguments=("-c", BROKEN), phase=2),
}


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--parts", default="web,worker")
    parser.add_argument("--failures", type=int, default=0, help="of the last words")
    up.configure(parser)
    asked = parser.parse_args()
    line = up.Line(
        before=(up.Step(name="migrate", identity="owner", arguments=("-c", MIGRATE)),),
        children=[PARTS[name] for name in asked.parts.split(",")],
        welcome=(
            up.Step(
                name="links",
                identity="web",
                arguments=("-c", LINKS.format(failures=asked.failures)),
                to_console=True,
            ),
        ),
    )
    endpoint = Endpoint(
        host=asked.host, port=asked.port, certificate=asked.tls_cert, key=asked.tls_key
    )
    try:
        return up.serve(up.Options(home=asked.home, endpoint=endpoint), line)
    except SealmarkError as error:
        sys.stderr.write(f"{error.detail}\n")
        return 1


if __name__ == "__main__":
    sys.exit(main())
