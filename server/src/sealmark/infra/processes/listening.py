"""Listening: who may reach us, is the port free, does something answer.

- Without TLS only this machine may reach us.
- A busy port is an error: never another port, never a shared one.
"""

# SPDX-License-Identifier: Apache-2.0
import contextlib
import ipaddress
import socket  # allow-egress: listens, and asks its own child over loopback
import ssl
from dataclasses import dataclass
from pathlib import Path

from sealmark.kernel.errors import Refusal

_SECONDS = 1.0
_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - recognised, not bound to


class PortBusyError(Refusal):
    """Something else listens on this port."""

    status = 409


class OpenWithoutTlsError(Refusal):
    """Other machines could reach Sealmark without TLS: give --tls-cert and --tls-key."""


class TlsFilesError(Refusal):
    """TLS needs both --tls-cert and --tls-key, two files that can be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Where the web part listens; `certificate` and `key` are both there or both absent."""

    host: str
    port: int
    certificate: Path | None = None
    key: Path | None = None

    @property
    def url(self) -> str:
        """What a person on this machine types."""
        scheme = "https" if self.certificate else "http"
        host = _EVERYWHERE.get(self.host, self.host)
        return f"{scheme}://{f'[{host}]' if ':' in host else host}:{self.port}"


def refuse_unsafe(endpoint: Endpoint) -> None:
    """Refuse to be reachable from elsewhere without TLS, or with half of it."""
    files = (endpoint.certificate, endpoint.key)
    if any(files) and not all(file and file.is_file() for file in files):
        raise TlsFilesError
    if not any(files) and not _is_loopback(endpoint.host):
        raise OpenWithoutTlsError


def refuse_busy(endpoint: Endpoint) -> None:
    """Refuse a port that cannot be had, by taking it for a moment."""
    family = socket.AF_INET6 if ":" in endpoint.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        # Connections of an earlier run that linger do not keep us out; a listener does.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((endpoint.host, endpoint.port))
            probe.listen(1)
        except PermissionError as cause:
            raise PortBusyError(
                f"You may not listen on port {endpoint.port}. Choose one above 1023: --port N"
            ) from cause
        except OSError as cause:
            raise PortBusyError(
                f"Port {endpoint.port} on {endpoint.host} cannot be had: {cause.strerror}. "
                "Stop what uses it, or choose another: --port N"
            ) from cause


def answers(endpoint: Endpoint, path: str) -> bool:
    """Say whether a GET of `path` is answered with 200 within a second."""
    host = _EVERYWHERE.get(endpoint.host, endpoint.host)
    request = f"GET {path} HTTP/1.0\r\nHost: {endpoint.host}:{endpoint.port}\r\n\r\n".encode()
    try:
        with contextlib.ExitStack() as opened:
            stream: socket.socket = opened.enter_context(
                socket.create_connection((host, endpoint.port), timeout=_SECONDS)
            )
            if endpoint.certificate is not None:
                stream = opened.enter_context(_own_tls().wrap_socket(stream))
            stream.sendall(request)
            status = stream.recv(64).split(b" ", 2)
            return len(status) > 1 and status[1] == b"200"
    except OSError:
        return False


def _own_tls() -> ssl.SSLContext:
    # We ask our own child over loopback whether it is up; no secret is sent, none is believed.
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
