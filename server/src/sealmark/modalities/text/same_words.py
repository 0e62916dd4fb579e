"""The same words again: found in any text, whatever their case, as words of their own.

- What is too short to be anybody's words is not looked for: it would be found everywhere.
"""

# SPDX-License-Identifier: Apache-2.0
import re
from typing import Final

SHORTEST: Final = 3


def same_words(words: str) -> re.Pattern[str] | None:
    """Return what finds these words in a text; None if they are too short to look for."""
    words = words.strip()
    if len(words) < SHORTEST:
        return None
    # Lines may be broken elsewhere where somebody wrote the words down.
    spelled = r"\s+".join(re.escape(one) for one in words.split())
    return re.compile(rf"(?<!\w){spelled}(?!\w)", re.IGNORECASE)
