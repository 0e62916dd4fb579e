"""Canonical JSON and digests: the verifier's own, so that the server cannot disagree with it."""

# SPDX-License-Identifier: Apache-2.0
from sealmark_verify.canonical import canonical_json, parse_canonical_json

__all__ = ["canonical_json", "parse_canonical_json"]
