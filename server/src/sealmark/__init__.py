"""Sealmark: a self-hosted platform for labeling sensitive data."""

# SPDX-License-Identifier: Apache-2.0
