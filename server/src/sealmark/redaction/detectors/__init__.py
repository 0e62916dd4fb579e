"""Detectors: one file each, found by `redaction.registry`; see `redaction.domain.Detector`."""

# SPDX-License-Identifier: Apache-2.0
