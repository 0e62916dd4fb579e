"""Modalities: pure codecs of each kind of content. No framework, no database."""

# SPDX-License-Identifier: Apache-2.0
