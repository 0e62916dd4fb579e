"""Our own rules, one file each: what no ready-made linter knows about this code."""

# SPDX-License-Identifier: Apache-2.0
