"""Somebody who talks to the server over HTTP, without a browser: signed in by a one-time link."""

# SPDX-License-Identifier: Apache-2.0
import http.client
import json
from http.cookies import SimpleCookie
from typing import Any

PROJECT = "Discharge letters"
TOKEN = "a" * 32
"""A forgery token is whatever cookie and header agree on."""


class Desk:
    """One person's session; `ask` fails the test where the answer is not the one expected."""

    def __init__(self, port: int, link: str) -> None:
        """Sign in with a printed one-time link."""
        self._port = port
        self._cookie = f"csrftoken={TOKEN}"
        secret = link.partition("#")[2]
        self.ask("POST", "/api/links/redeem", {"token": secret, "password": None})
        projects = self.ask("GET", "/api/session")["projects"]
        (self.project,) = [one["id"] for one in projects if one["name"] == PROJECT]

    def ask(self, method: str, path: str, wanted: object = None) -> Any:  # noqa: ANN401 - JSON
        """Send one request; return its JSON."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
        headers = {"Cookie": self._cookie, "X-CSRFToken": TOKEN, "Accept": "application/json"}
        headers["Content-Type"] = "application/json"
        body = None if wanted is None else json.dumps(wanted)
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        content = answer.read()
        self._keep(answer.headers.get_all("Set-Cookie") or [])
        connection.close()
        assert answer.status < 300, f"{method} {path}: {answer.status}"
        return json.loads(content) if content else None

    def task(self, verb: str, wanted: object, task: str = "") -> Any:  # noqa: ANN401 - JSON
        """Ask for something about one task, or for the next one."""
        path = "/".join(part for part in ("tasks", task, verb) if part)
        method = "PUT" if verb == "draft" else "POST"
        return self.ask(method, f"/api/projects/{self.project}/{path}", wanted)

    def _keep(self, cookies: list[str]) -> None:
        for cookie in cookies:
            for name, morsel in SimpleCookie(cookie).items():
                if name != "csrftoken":
                    self._cookie = f"csrftoken={TOKEN}; {name}={morsel.value}"
