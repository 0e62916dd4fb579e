"""Encodings: one spelling each for bytes, numbers, identifiers and times.

- Base64 is RFC 4648 section 4 with padding; what we would write otherwise is refused, since a
  lax reader ignores the unused bits of the last character.
- Numbers are ASCII decimals without leading zeroes, at most 2^63 - 1.
- Digests are lower-case hex, UUIDs lower-case with hyphens, times UTC with microseconds.
"""

# SPDX-License-Identifier: Apache-2.0
import base64
import binascii
import re
from datetime import UTC, datetime

from sealmark_verify.errors import FormatError

HASH_SIZE = 32
MAX_NUMBER = 2**63 - 1

_DECIMAL = re.compile(r"0|[1-9][0-9]{0,18}", re.ASCII)
_HEX = re.compile(r"(?:[0-9a-f]{2})*", re.ASCII)
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.ASCII)
_WORD = re.compile(r"[a-z][a-z0-9_.-]{0,63}", re.ASCII)
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z", re.ASCII)


def to_base64(data: bytes) -> str:
    """Return the standard, padded base64 of `data`."""
    return base64.b64encode(data).decode("ascii")


def from_base64(text: str) -> bytes:
    """Read base64; refuse every spelling but the one that `to_base64` writes."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as cause:
        raise FormatError("the text is not base64") from cause
    if to_base64(data) != text:
        raise FormatError("the base64 is not canonical (padding or unused bits differ)")
    return data


def hash_from_base64(text: str) -> bytes:
    """Read one SHA-256 hash in base64."""
    data = from_base64(text)
    if len(data) != HASH_SIZE:
        raise FormatError(f"a hash has {len(data)} bytes instead of {HASH_SIZE}")
    return data


def from_decimal(text: str) -> int:
    """Read a decimal number without sign, space or leading zeroes, at most 2^63 - 1."""
    if not _DECIMAL.fullmatch(text) or int(text) > MAX_NUMBER:
        raise FormatError("a number is not a plain decimal between 0 and 2^63 - 1")
    return int(text)


def from_hex(text: str, size: int) -> bytes:
    """Read `size` bytes of lower-case hex."""
    if len(text) != 2 * size or not _HEX.fullmatch(text):
        raise FormatError(f"a value is not {size} bytes of lower-case hex")
    return bytes.fromhex(text)


def is_digest(value: object) -> bool:
    """Tell whether `value` is a SHA-256 digest in lower-case hex."""
    return isinstance(value, str) and len(value) == 2 * HASH_SIZE and bool(_HEX.fullmatch(value))


def is_uuid(value: object) -> bool:
    """Tell whether `value` is a UUID in its one lower-case spelling."""
    return isinstance(value, str) and bool(_UUID.fullmatch(value))


def is_word(value: object) -> bool:
    """Tell whether `value` is a lower-case word of at most 64 letters, digits and `_.-`."""
    return isinstance(value, str) and bool(_WORD.fullmatch(value))


def to_time(moment: datetime) -> str:
    """Write a timezone-aware moment in UTC, as `is_time` accepts it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def is_time(value: object) -> bool:
    """Tell whether `value` is a real moment written as `2026-01-31T23:59:59.000000Z`."""
    if not isinstance(value, str) or not _TIME.fullmatch(value):
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True
