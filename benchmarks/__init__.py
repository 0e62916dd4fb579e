"""Benchmarks: one module per name, each with `run() -> dict[str, float]`."""

# SPDX-License-Identifier: Apache-2.0
