"""Whole numbers up to 199 written as digits or English words, for ages."""

# SPDX-License-Identifier: Apache-2.0
import re

_ONES = {
    word: value
    for value, word in enumerate(
        (
            *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
            *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
            *("eighteen", "nineteen"),
        ),
        start=1,
    )
}
_TENS = {
    stem: value
    for value, stems in enumerate(
        (
            ("twenty", "twenties"),
            ("thirty", "thirties"),
            ("forty", "forties"),
            ("fifty", "fifties"),
            ("sixty", "sixties"),
            ("seventy", "seventies"),
            ("eighty", "eighties"),
            ("ninety", "nineties"),
        ),
        start=2,
    )
    for stem in stems
}
_NAMED = {"septuagenarian": 70, "octogenarian": 80, "nonagenarian": 90, "centenarian": 100}
_DIGITS = re.compile(r"\d{1,3}")
_WORD = re.compile(r"[a-z]+")


def number_in(value: str) -> int | None:
    """Return the number that `value` tells, or None: "93" -> 93, "Ninety-two" -> 92."""
    digits = _DIGITS.search(value)
    if digits is not None:
        return int(digits.group())
    total, known = 0, False
    for word in _WORD.findall(value.casefold()):
        worth = _ONES.get(word) or _TENS.get(word, 0) * 10 or _NAMED.get(word, 0)
        if word == "hundred":
            total, known = max(total, 1) * 100, True
        elif worth:
            total, known = total + worth, True
    return total if known else None
