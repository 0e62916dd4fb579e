"""The generator's own word lists, read once from `words.toml`."""

# SPDX-License-Identifier: Apache-2.0
import tomllib
from pathlib import Path
from typing import Any, Final

_FILE: Final = Path(__file__).with_name("words.toml")
WORDS: Final[dict[str, Any]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))


def options(section: str, name: str) -> list[str]:
    """Return one list of `words.toml`; underscores inside a word stand for spaces."""
    text: str = WORDS[section][name]
    return [word.replace("_", " ") for word in text.split("|")]
