"""Processes: start children, know when they are ready, restart them, end them all."""

# SPDX-License-Identifier: Apache-2.0
