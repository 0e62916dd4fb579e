"""Composition root: settings, urls, the one table event -> handler, and `manage`."""

# SPDX-License-Identifier: Apache-2.0
