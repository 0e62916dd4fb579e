"""What the verifier's tests share; the builders themselves stand in `scene`."""

# SPDX-License-Identifier: Apache-2.0
import pytest

from verify.tests.scene import Scene, small_scene


@pytest.fixture
def scene() -> Scene:
    return small_scene()


@pytest.fixture
def bundle(scene: Scene) -> bytes:
    return scene.export()
