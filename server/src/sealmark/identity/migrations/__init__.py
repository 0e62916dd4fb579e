"""Migrations of the identity context."""

# SPDX-License-Identifier: Apache-2.0
