"""The page that verifies bundles: for everybody, whole, under a policy that lets it ask nothing."""

# SPDX-License-Identifier: Apache-2.0
from importlib import resources

from django.test import Client

PAGE = resources.files("sealmark.interfaces").joinpath("static_web").joinpath("verify.html")


def test_it_is_sent_to_everybody_as_it_was_built_and_may_connect_nowhere() -> None:
    answer = Client().get("/verify.html")
    policy = answer.headers["Content-Security-Policy"]
    assert answer.content == PAGE.read_bytes()
    assert "default-src 'none'; connect-src 'none'; script-src 'sha256-" in policy
    assert "unsafe" not in policy
    assert policy.endswith("; frame-ancestors 'none'")
    assert not answer.cookies


def test_it_takes_nothing() -> None:
    assert Client().post("/verify.html").status_code == 404
