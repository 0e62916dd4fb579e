"""Workflow: who labels what, when, one leased task at a time."""

# SPDX-License-Identifier: Apache-2.0
