"""Audit: what happened, in order, in a log that cannot be rewritten unnoticed."""

# SPDX-License-Identifier: Apache-2.0
