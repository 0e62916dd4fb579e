"""Oversight: incidents, and what stewards do about them. It reads ids, places and states only."""

# SPDX-License-Identifier: Apache-2.0
