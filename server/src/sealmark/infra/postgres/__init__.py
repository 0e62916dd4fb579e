"""Postgres: find its programs, make a cluster, run it, give each identity its own role."""

# SPDX-License-Identifier: Apache-2.0
