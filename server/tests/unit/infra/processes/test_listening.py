"""Who may reach us, and on which port."""

# SPDX-License-Identifier: Apache-2.0
import socket
from pathlib import Path

import pytest

from sealmark.infra.processes import listening
from sealmark.infra.processes.listening import (
    Endpoint,
    OpenWithoutTlsError,
    PortBusyError,
    TlsFilesError,
)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_this_machine_needs_no_tls(host: str) -> None:
    listening.refuse_unsafe(Endpoint(host=host, port=8080))


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "label.example", ""])  # noqa: S104 - refused
def test_anything_else_needs_tls(host: str) -> None:
    with pytest.raises(OpenWithoutTlsError):
        listening.refuse_unsafe(Endpoint(host=host, port=8080))


def test_half_of_tls_is_refused(tmp_path: Path) -> None:
    certificate = tmp_path / "cert.pem"
    certificate.touch()
    with pytest.raises(TlsFilesError):
        listening.refuse_unsafe(Endpoint(host="192.0.2.1", port=8080, certificate=certificate))


def test_a_certificate_that_is_not_there_is_refused(tmp_path: Path) -> None:
    key = tmp_path / "key.pem"
    key.touch()
    endpoint = Endpoint(host="192.0.2.1", port=8080, certificate=tmp_path / "none", key=key)
    with pytest.raises(TlsFilesError):
        listening.refuse_unsafe(endpoint)


def test_a_port_that_something_listens_on_is_refused_by_its_number() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(PortBusyError, match=f"Port {port} on 127.0.0.1"):
            listening.refuse_busy(Endpoint(host="127.0.0.1", port=port))


def test_a_port_that_is_shared_on_purpose_is_refused_too() -> None:
    with socket.create_server(("127.0.0.1", 0), reuse_port=True) as other:
        endpoint = Endpoint(host="127.0.0.1", port=other.getsockname()[1])
        with pytest.raises(PortBusyError):
            listening.refuse_busy(endpoint)


def test_a_free_port_is_free_again_afterwards() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        endpoint = Endpoint(host="127.0.0.1", port=other.getsockname()[1])
    listening.refuse_busy(endpoint)
    listening.refuse_busy(endpoint)


def test_nothing_answers_on_a_closed_port() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        endpoint = Endpoint(host="127.0.0.1", port=other.getsockname()[1])
    assert not listening.answers(endpoint, "/healthz")


def test_the_address_for_people_names_a_host_they_can_open() -> None:
    assert Endpoint(host="::1", port=1).url == "http://[::1]:1"
    everywhere = Endpoint(host="0.0.0.0", port=2, certificate=Path("c"), key=Path("k"))  # noqa: S104 - told differently
    assert everywhere.url == "https://127.0.0.1:2"
