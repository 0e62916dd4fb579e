"""Values that a floor hides: names of the word lists, and numbers drawn for one policy.

- An allow-list is held against them, to tell one that takes back single values from one that takes
  back a kind.
- The numbers are drawn from the policy's digest: the same for the same policy, and not to be known
  by whoever still writes it.
"""

# SPDX-License-Identifier: Apache-2.0
import random
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from sealmark.redaction import lexicon

OF_EACH_FORM: Final = 100

_FORMS: Final = (
    *("###-##-####", "### ## ####", "#########", "###########", "##########"),
    *("#### #### #### ####", "####-####-####-####", "################"),
    *("+1 ### ### ####", "+1##########", "(###) ###-####", "###-###-####", "###.###.####"),
    *("###-####", "+## ## ########", "+##########", "0#### ######"),
    *("DE####################", "GB##BUKB##############", "FR## #### #### #### ####"),
    *("@@@@.@@@@@@&mail.test", "@@@@@@##&example.com", "@@@@@&@@@@@@.org"),
)
"""`#` is a digit, `@` a letter; `&` stands for the sign of an e-mail address."""


@lru_cache(maxsize=1)
def names() -> frozenset[str]:
    """Return names of people, casefolded, without eponyms and other capitals that name nobody."""
    return (lexicon.given_names() | lexicon.family_names()) - lexicon.impersonal_capitals()


@lru_cache(maxsize=1)
def written_names() -> tuple[str, ...]:
    """Return names as texts hold them: with a capital, in capitals, and in lower case."""
    return tuple(form for name in sorted(names()) for form in (name.title(), name.upper(), name))


def numbers(digest: str) -> Iterator[str]:
    """Yield numbers and addresses in the forms that they are written in, drawn from `digest`."""
    draw = random.Random(digest)  # noqa: S311 - repeatable, not secret
    for form in _FORMS:
        for _ in range(OF_EACH_FORM):
            yield "".join(_sign(sign, draw) for sign in form).replace("&", "@")


def _sign(sign: str, draw: random.Random) -> str:
    if sign == "#":
        return draw.choice("0123456789")
    return draw.choice("abcdefghijklmnoprstuvwz") if sign == "@" else sign
