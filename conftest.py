"""Every test of this repository stands on `tools.testing`."""

# SPDX-License-Identifier: Apache-2.0
pytest_plugins = ["tools.testing"]
