"""The frame that every other test stands in."""

# SPDX-License-Identifier: Apache-2.0
import socket
from pathlib import Path

import pytest
from pytest_socket import SocketConnectBlockedError


def test_no_connection_leaves_this_machine() -> None:
    with (
        socket.socket() as probe,
        pytest.warns(UserWarning, match="192.0.2.1"),
        pytest.raises(SocketConnectBlockedError),
    ):
        probe.connect(("192.0.2.1", 443))


def test_loopback_is_open() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname(), timeout=5) as client,
    ):
        assert client.getpeername() == server.getsockname()


@pytest.mark.needs_corpora
def test_sample_data_is_the_documented_folder(corpora: Path) -> None:
    assert (corpora / "MANIFEST.csv").is_file()
