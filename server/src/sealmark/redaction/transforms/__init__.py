"""Ways of replacing: one file each, found by `redaction.registry`; see `redaction.replacing`."""

# SPDX-License-Identifier: Apache-2.0
