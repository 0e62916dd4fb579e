"""Developer tools: set-up, checks, tests, benchmarks, packaging. Nothing here ships."""

# SPDX-License-Identifier: Apache-2.0
