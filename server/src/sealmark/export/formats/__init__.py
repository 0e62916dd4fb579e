"""Formats: each file here is one, named like it; a name with an underscore first is a helper."""

# SPDX-License-Identifier: Apache-2.0
