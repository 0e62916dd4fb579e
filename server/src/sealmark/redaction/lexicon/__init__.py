"""Word lists: what is an everyday word, what is a name, what is a place.

- The lists ship inside the package; `tools/train_ner/build_lexicon.py` makes them, and
  `README.md` beside this file says where each comes from and under which licence.
- Each list is read once, when it is first asked for.
"""

# SPDX-License-Identifier: Apache-2.0
import gzip
from functools import lru_cache
from importlib.resources import files


def _lines(name: str) -> list[str]:
    data = files(__name__).joinpath(f"{name}.txt.gz").read_bytes()
    return gzip.decompress(data).decode().split("\n")[:-1]


def _plain(name: str) -> list[str]:
    text = files(__name__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("# ")]


@lru_cache(maxsize=1)
def basic_words() -> frozenset[str]:
    """Return the twelve thousand words that everybody uses, in lower case."""
    return frozenset(_lines("basic"))


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """Return the forty thousand most usual English words, in lower case."""
    return frozenset(_lines("common"))


@lru_cache(maxsize=1)
def english_words() -> frozenset[str]:
    """Return all English words known here, the usual ones included, in lower case."""
    return common_words() | frozenset(_lines("english"))


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """Return given names of many countries, casefolded, Latin script."""
    return frozenset(_lines("given"))


@lru_cache(maxsize=1)
def family_names() -> frozenset[str]:
    """Return family names of many countries, casefolded, Latin script."""
    return frozenset(_lines("family"))


@lru_cache(maxsize=1)
def place_names() -> tuple[str, ...]:
    """Return towns, countries, states and regions as they are written."""
    return (*_lines("places"), *_plain("regions"))


@lru_cache(maxsize=1)
def organization_names() -> tuple[str, ...]:
    """Return well-known organizations as they are written."""
    return tuple(_plain("organizations"))


@lru_cache(maxsize=1)
def nationality_names() -> tuple[str, ...]:
    """Return nationalities, peoples and faiths as they are written."""
    return tuple(_plain("nationalities"))


@lru_cache(maxsize=1)
def kinship_words() -> frozenset[str]:
    """Return words that a name follows, casefolded: kin, friends, forms of address."""
    return frozenset(word for line in _plain("kinship") for word in line.split())


@lru_cache(maxsize=1)
def impersonal_capitals() -> frozenset[str]:
    """Return words that carry a capital and name nobody, casefolded: days, drugs, eponyms."""
    return frozenset(word.casefold() for line in _plain("impersonal") for word in line.split())
