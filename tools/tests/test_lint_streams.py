"""The rule about streaming responses."""

# SPDX-License-Identifier: Apache-2.0
import pytest

from tools.tests.conftest import Judge

API = "server/src/sealmark/workflow/api.py"


@pytest.mark.parametrize("name", ["StreamingHttpResponse", "FileResponse"])
def test_streaming_responses_are_refused(judge: Judge, name: str) -> None:
    assert len(judge(API, f"from django.http import {name}\n")) == 1


def test_whole_responses_pass(judge: Judge) -> None:
    assert judge(API, "from django.http import HttpResponse\n") == []
