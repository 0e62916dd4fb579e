"""What the verifier's tests share; the builders themselves stand in `scene`."""

# SPDX-License-Identifier: Apache-2.0
import pytest
from hypothesis import settings

from verify.tests.scene import Scene, small_scene

# A busy machine is no defect: the time limit of a test guards against what hangs.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.fixture
def scene() -> Scene:
    return small_scene()


@pytest.fixture
def bundle(scene: Scene) -> bytes:
    return scene.export()
