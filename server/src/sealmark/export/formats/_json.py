"""JSON for data files: compact, UTF-8, order kept; lone surrogates become question marks."""

# SPDX-License-Identifier: Apache-2.0
from json import JSONEncoder
from json.encoder import encode_basestring as quoted

__all__ = ["quoted", "spell", "spell_bytes"]

_ENCODER = JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def spell(value: object) -> str:
    """Write a value as one line of JSON."""
    return _ENCODER.encode(value) if value != {} else "{}"


def spell_bytes(value: object) -> bytes:
    """Write a value as one line of JSON, in UTF-8."""
    return _ENCODER.encode(value).encode("utf-8", "replace")
