"""A project with people in it, for tests that take it through the line and export."""

# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest
from django_fixture import ActAs


@pytest.fixture
def scene(database: str, acting_as: ActAs) -> Any:  # noqa: ANN401 - `scene.Scene`, see below
    from integration.export.scene import make_scene  # noqa: PLC0415 - needs django.setup()

    _ = database
    return make_scene(acting_as)
