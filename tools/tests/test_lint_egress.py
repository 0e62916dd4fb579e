"""The rule about leaving this machine."""

# SPDX-License-Identifier: Apache-2.0
import pytest

from tools.tests.conftest import Judge

SERVICE = "server/src/sealmark/storage/services.py"


@pytest.mark.parametrize(
    "line",
    [
        "import requests",
        "import httpx",
        "from urllib import request",
        "import urllib.request",
        "from http.client import HTTPSConnection",
        "import socket",
    ],
)
def test_clients_are_refused(judge: Judge, line: str) -> None:
    assert len(judge(SERVICE, line)) == 1


@pytest.mark.parametrize("path", ["infra/egress.py", "infra/egress/client.py"])
def test_the_one_door_may(judge: Judge, path: str) -> None:
    assert judge(f"server/src/sealmark/{path}", "import socket") == []


def test_a_reason_excuses(judge: Judge) -> None:
    assert judge(SERVICE, "import socket  # allow-egress: listens on loopback only") == []


def test_an_excuse_without_a_reason_does_not(judge: Judge) -> None:
    assert len(judge(SERVICE, "import socket  # allow-egress:")) == 1


def test_parsing_addresses_is_no_egress(judge: Judge) -> None:
    assert judge(SERVICE, "from urllib.parse import urlsplit") == []


def test_other_packages_are_not_judged(judge: Judge) -> None:
    assert judge("tools/dev/web.py", "import socket") == []
