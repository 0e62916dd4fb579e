"""Canonical JSON: one value, one spelling (RFC 8785, restricted), so that a digest means something.

- No floating point at all: every number is an integer within +-(2^53 - 1).
- Keys are sorted by UTF-16 code units (RFC 8785 section 3.2.3), not by code points.
- Strings are valid Unicode: a lone surrogate has no UTF-8 form and is refused.
- At most 64 levels of nesting, so that no input can exhaust the stack.
- Reading is strict: bytes that would be written back differently are refused.
"""

# SPDX-License-Identifier: Apache-2.0
import json
from typing import NoReturn

from sealmark_verify.errors import CanonicalError

MAX_DEPTH = 64
MAX_INTEGER = 2**53 - 1

# The standard library's escapes are those of RFC 8785 section 3.2.2.2 once ASCII is not forced.
_ENCODER = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, check_circular=False, separators=(",", ":")
)


def canonical_json(value: object) -> bytes:
    """Return the one canonical UTF-8 form of `value`.

    `value` is built of None, bool, int, str, list, tuple and dict with str keys.
    Raises `CanonicalError` for anything else, a number out of range, a lone surrogate, or more
    than 64 levels.
    """
    text = _ENCODER.encode(_ordered(value, MAX_DEPTH))
    try:
        return text.encode()
    except UnicodeEncodeError as cause:
        message = "a string holds a lone surrogate, which is not Unicode text"
        raise CanonicalError(message) from cause


def parse_canonical_json(data: bytes) -> object:
    """Read canonical JSON; refuse every other spelling of the same value.

    Raises `CanonicalError` for bytes that are not JSON, or not in canonical form.
    """
    value = parse_json(data)
    if canonical_json(value) != data:
        message = "the JSON is valid but not canonical (order, spacing, escapes or numbers differ)"
        raise CanonicalError(message)
    return value


def parse_json(data: bytes) -> object:
    """Read JSON without floats, constants or duplicate keys; the spelling may still differ.

    Raises `CanonicalError`. Depth is bounded by `canonical_json`, which every caller runs next.
    """
    try:
        return _DECODER.decode(data.decode())
    except (ValueError, RecursionError) as cause:
        message = "the bytes are not UTF-8 JSON"
        raise CanonicalError(message) from cause


def _ordered(value: object, levels: int) -> object:
    """Return `value` with every dict in canonical key order; refuse what has no canonical form."""
    kind = type(value)
    if kind is str or kind is bool or value is None:
        return value
    if isinstance(value, int) and kind is int:
        return _in_range(value)
    if levels == 0:
        message = f"the value is nested deeper than {MAX_DEPTH} levels"
        raise CanonicalError(message)
    if isinstance(value, dict):
        # Most values are strings: not calling for each of them halves the time.
        return {
            key: item if type(item := value[key]) is str else _ordered(item, levels - 1)
            for key in _key_order(value)
        }
    if isinstance(value, list | tuple):
        return [_ordered(item, levels - 1) for item in value]
    message = f"a value of type {kind.__name__} has no canonical JSON form"
    raise CanonicalError(message)


def _key_order(value: dict[str, object]) -> list[str]:
    """Sort the keys by UTF-16 code units; for ASCII that is the plain order."""
    try:
        plain = "".join(value).isascii()
    except TypeError as cause:
        message = "every key of a JSON object must be a string"
        raise CanonicalError(message) from cause
    return sorted(value) if plain else sorted(value, key=_utf16)


def _utf16(name: str) -> bytes:
    # Lone surrogates are let through here and refused when the text is encoded.
    return name.encode("utf-16-be", "surrogatepass")


def _in_range(number: int) -> int:
    if -MAX_INTEGER <= number <= MAX_INTEGER:
        return number
    message = "an integer is outside +-(2^53 - 1), where other readers would round it"
    raise CanonicalError(message)


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        message = "an object names the same key twice"
        raise CanonicalError(message)
    return found


def _refuse_number(_text: str) -> NoReturn:
    message = "a number has a fraction, an exponent or no finite value"
    raise CanonicalError(message)


_DECODER = json.JSONDecoder(
    parse_float=_refuse_number, parse_constant=_refuse_number, object_pairs_hook=_unique
)
