"""Provenance: a statement for each label revision, committed in the log."""

# SPDX-License-Identifier: Apache-2.0
