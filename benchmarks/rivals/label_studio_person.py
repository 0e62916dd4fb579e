"""One person at Label Studio: a connection with a session, and what a browser would send."""

# SPDX-License-Identifier: Apache-2.0
import http.client
import json
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

PASSWORD = "a long enough passphrase 1"  # noqa: S105 - of an account that lives for minutes
CONFIG = (
    '<View><Labels name="label" toName="text"><Label value="Drug"/></Labels>'
    '<Text name="text" value="$text"/></View>'
)


class Person:
    """Someone with an account, an organization and a session cookie."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=3_600)
        self.cookies: dict[str, str] = {}

    @classmethod
    def sign_up(cls, port: int, address: str) -> "Person":
        """Make an account on its page; all accounts share its one organization."""
        person = cls(port)
        person.ask("GET", "/user/signup/")
        form = {
            "email": address,
            "password": PASSWORD,
            "csrfmiddlewaretoken": person.cookies["csrftoken"],
        }
        kind = "application/x-www-form-urlencoded"
        person.ask("POST", "/user/signup/", urlencode(form).encode(), kind=kind)
        if "sessionid" not in person.cookies:
            raise RuntimeError(f"{address} could not sign up")
        return person

    def make_project(self, title: str) -> int:
        """Make a project with one class of spans; return its number."""
        made = self.json("POST", "/api/projects/", {"title": title, "label_config": CONFIG})
        return int(made["id"])

    def bring_in(self, project: int, tasks: bytes) -> int:
        """Import tasks, a JSON array; return how many it took."""
        path = f"/api/projects/{project}/import"
        answer = json.loads(self.ask("POST", path, tasks))
        return int(answer["task_count"])

    def next(self, project: int) -> int | None:
        """Ask for the next task; return its number."""
        try:
            return int(self.json("GET", f"/api/projects/{project}/next")["id"])
        except LookupError:
            return None

    def draft(self, project: int, task: int, result: list[dict[str, Any]]) -> None:
        """Autosave once."""
        body = {"result": result, "lead_time": 3.2, "project": str(project)}
        self.json("POST", f"/api/tasks/{task}/drafts?project={project}", body)

    def submit(self, project: int, task: int, result: list[dict[str, Any]]) -> None:
        """Hand labels in."""
        body = {"result": result, "lead_time": 3.2, "project": str(project)}
        self.json("POST", f"/api/tasks/{task}/annotations/?project={project}", body)

    def export(self, project: int) -> bytes:
        """Export what is labeled."""
        return self.ask("GET", f"/api/projects/{project}/export?exportType=JSON")

    def json(self, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """Send JSON, return JSON."""
        sent = None if body is None else json.dumps(body).encode()
        answer: dict[str, Any] = json.loads(self.ask(method, path, sent))
        return answer

    def ask(
        self, method: str, path: str, body: bytes | None = None, *, kind: str = "application/json"
    ) -> bytes:
        """Send one request; 404 is a LookupError, other refusals are a RuntimeError."""
        headers = {
            "Content-Type": kind,
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "X-CSRFToken": self.cookies.get("csrftoken", ""),
        }
        try:
            answer = self._send(method, path, body, headers)
        except (OSError, http.client.HTTPException):
            self._connection.close()  # an idle connection was closed by the server
            answer = self._send(method, path, body, headers)
        content = answer.read()
        for line in answer.headers.get_all("Set-Cookie") or []:
            self.cookies |= {name: field.value for name, field in SimpleCookie(line).items()}
        if answer.status == 404:
            raise LookupError(path)
        if answer.status >= 400:
            raise RuntimeError(f"{method} {path}: {answer.status} {content[:300]!r}")
        return content

    def _send(
        self, method: str, path: str, body: bytes | None, headers: dict[str, str]
    ) -> http.client.HTTPResponse:
        self._connection.request(method, path, body, headers)
        return self._connection.getresponse()
