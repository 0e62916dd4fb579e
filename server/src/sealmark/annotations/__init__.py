"""Annotations: label documents, each a chain of revisions that never change."""

# SPDX-License-Identifier: Apache-2.0
