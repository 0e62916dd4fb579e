"""Checksums of identifiers, as pure functions over strings.

- Input is the bare number: the caller takes separators out first.
- A string of the wrong form is simply not valid; nothing here raises.
"""

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Sequence
from hashlib import sha256
from itertools import pairwise

_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_VIN_VALUE = dict(
    zip(
        "0123456789ABCDEFGHJKLMNPRSTUVWXYZ",
        (*range(10), *range(1, 9), 1, 2, 3, 4, 5, 7, 9, *range(2, 10)),
        strict=True,
    )
)
_VIN_WEIGHT = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_VERHOEFF_MULTIPLY = tuple(
    tuple(
        (i + j) % 5
        if i < 5 and j < 5
        else (i + (j - 5)) % 5 + 5
        if i < 5
        else (i - 5 - j) % 5 + 5
        if j < 5
        else (i - j) % 5
        for j in range(10)
    )
    for i in range(10)
)
_VERHOEFF_STEP = (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)


def luhn(number: str) -> bool:
    """Cards, IMEI, NPI (with 80840 in front), Canadian SIN, Swedish personnummer."""
    if not number.isdigit():
        return False
    odd = sum(map(int, number[-1::-2]))
    return (odd + sum(sum(divmod(2 * int(c), 10)) for c in number[-2::-2])) % 10 == 0


def weighted(number: str, weights: Sequence[int], modulus: int) -> int:
    """Return the weighted digit sum modulo `modulus`."""
    return sum(int(c) * w for c, w in zip(number, weights, strict=False)) % modulus


def mod97(number: str) -> bool:
    """IBAN (ISO 13616): country and check digits moved to the end, letters as 10..35."""
    if not (number.isascii() and number.isalnum()):
        return False
    turned = number[4:] + number[:4]
    return int("".join(str(int(c, 36)) for c in turned)) % 97 == 1


def aba(number: str) -> bool:
    """Routing numbers of US banks: weights 3, 7, 1 and a known first pair of digits."""
    first = int(number[:2])
    known = first <= 12 or 21 <= first <= 32 or 61 <= first <= 72 or first == 80
    return known and weighted(number, (3, 7, 1) * 3, 10) == 0


def vin(number: str) -> bool:
    """Vehicle identification number of North America: check digit in place 9."""
    upper = number.upper()
    if len(upper) != 17 or any(c not in _VIN_VALUE for c in upper):
        return False
    total = sum(_VIN_VALUE[c] * w for c, w in zip(upper, _VIN_WEIGHT, strict=True)) % 11
    return upper[8] == "0123456789X"[total]


def nhs(number: str) -> bool:
    """UK NHS number: ten digits, modulus 11."""
    check = 11 - weighted(number[:9], range(10, 1, -1), 11)
    return check != 10 and check % 11 == int(number[9])


def verhoeff(number: str) -> bool:
    """Indian Aadhaar: twelve digits with a Verhoeff check digit."""
    row, permutation = 0, tuple(range(10))
    for c in reversed(number):
        row = _VERHOEFF_MULTIPLY[row][permutation[int(c)]]
        permutation = tuple(_VERHOEFF_STEP[p] for p in permutation)
    return row == 0


def cpf(number: str) -> bool:
    """Brazilian CPF: eleven digits, two check digits, not all the same."""
    first = weighted(number[:9], range(10, 1, -1), 11)
    second = weighted(number[:10], range(11, 1, -1), 11)
    expected = (0 if first < 2 else 11 - first, 0 if second < 2 else 11 - second)
    return len(set(number)) > 1 and (int(number[9]), int(number[10])) == expected


def spanish_id(number: str) -> bool:
    """Spanish DNI and NIE: the letter is the number modulo 23."""
    upper = number.upper()
    body = upper[:-1].translate(str.maketrans("XYZ", "012"))
    return body.isdigit() and "TRWAGMYFPDXBNJZSQVHLCKE"[int(body) % 23] == upper[-1]


def italian_code(number: str) -> bool:
    """Italian codice fiscale: sixteen characters, the last one a check letter."""
    odd = (
        1,
        0,
        5,
        7,
        9,
        13,
        15,
        17,
        19,
        21,
        2,
        4,
        18,
        20,
        11,
        3,
        6,
        8,
        12,
        14,
        16,
        10,
        22,
        25,
        24,
        23,
    )
    values = [int(c) if c.isdigit() else ord(c) - 65 for c in number.upper()]
    total = sum(odd[v] if i % 2 == 0 else v for i, v in enumerate(values[:15])) % 26
    return chr(65 + total) == number[-1].upper()


def french_nir(number: str) -> bool:
    """French social security number: 13 characters and two check digits (97 - n mod 97)."""
    body = number[:13].upper().replace("2A", "19").replace("2B", "18")
    return body.isdigit() and 97 - int(body) % 97 == int(number[13:])


def german_tax(number: str) -> bool:
    """German tax id: eleven digits, ISO 7064 mod 11,10, first digit not zero."""
    product = 10
    for c in number[:10]:
        total = (int(c) + product) % 10 or 10
        product = total * 2 % 11
    return number[0] != "0" and (11 - product) % 10 == int(number[10])


def pesel(number: str) -> bool:
    """Polish PESEL: eleven digits, weights 1 3 7 9."""
    return (10 - weighted(number[:10], (1, 3, 7, 9) * 3, 10)) % 10 == int(number[10])


def base58check(value: str) -> bool:
    """Bitcoin-like addresses: 25 bytes, the last four a double SHA-256 of the rest."""
    number = 0
    for c in value:
        place = _BASE58.find(c)
        if place < 0:
            return False
        number = number * 58 + place
    if number >= 1 << 200:
        return False
    raw = number.to_bytes(25, "big")
    return sha256(sha256(raw[:21]).digest()).digest()[:4] == raw[21:]


def bech32(value: str) -> bool:
    """Segwit addresses (BIP 173, BIP 350): checksum constant 1 or 0x2bc830a3."""
    lower = value.lower()
    prefix, _, body = lower.rpartition("1")
    if not prefix or any(c not in _BECH32 for c in body):
        return False
    expanded = [*(ord(c) >> 5 for c in prefix), 0, *(ord(c) & 31 for c in prefix)]
    state = 1
    for v in (*expanded, *(_BECH32.index(c) for c in body)):
        top = state >> 25
        state = (state & 0x1FFFFFF) << 5 ^ v
        for bit, generator in enumerate(
            (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
        ):
            state ^= generator if top >> bit & 1 else 0
    return state in {1, 0x2BC830A3}


def running(digits: str) -> bool:
    """Tell whether digits are a mere pattern: all the same, or counting up."""
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(digits)}
    return steps <= {0} or steps <= {1}
