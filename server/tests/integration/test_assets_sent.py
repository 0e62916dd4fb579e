"""The app's files: compressed for those who take it, the same content for everybody."""

# SPDX-License-Identifier: Apache-2.0
import gzip
from importlib import resources

import pytest
from django.test import Client

ASSETS = resources.files("sealmark.interfaces").joinpath("static_web").joinpath("assets")


@pytest.fixture
def script() -> str:
    if not ASSETS.is_dir():
        pytest.skip("the web app is not built: make setup")
    return max(
        (one.name for one in ASSETS.iterdir() if one.name.endswith(".js")),
        key=lambda name: len(ASSETS.joinpath(name).read_bytes()),
    )


def test_a_file_is_sent_compressed_to_a_browser_that_takes_it(script: str) -> None:
    whole = ASSETS.joinpath(script).read_bytes()
    answer = Client().get(f"/assets/{script}", headers={"accept-encoding": "gzip, br"})

    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert len(answer.content) < len(whole) / 2
    assert len(answer.content) < len(gzip.compress(whole))
    assert gzip.decompress(answer.content) == whole
    assert Client().get(f"/assets/{script}.gz").status_code == 404


def test_a_file_is_sent_as_it_is_to_whoever_does_not(script: str) -> None:
    answer = Client().get(f"/assets/{script}")

    assert "Content-Encoding" not in answer.headers
    assert answer.content == ASSETS.joinpath(script).read_bytes()
