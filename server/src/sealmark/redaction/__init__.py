"""Redaction: what must not be seen is found, replaced and accounted for before anybody looks."""

# SPDX-License-Identifier: Apache-2.0
