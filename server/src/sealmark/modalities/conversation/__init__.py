"""Conversations: turns with speakers, written as one text."""

# SPDX-License-Identifier: Apache-2.0
