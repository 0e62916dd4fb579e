"""Migrations of the tenancy context."""

# SPDX-License-Identifier: Apache-2.0
