"""Hidden: the base of every value that must not show itself by accident.

- `repr`, `str` and formatting name the type and nothing else.
- It can be neither pickled nor copied, so it never reaches a cache, a queue or another process.
"""

# SPDX-License-Identifier: Apache-2.0
from typing import NoReturn, SupportsIndex


class Hidden:
    """A value that never shows, and is never written down."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: hidden>"

    def __str__(self) -> str:
        return repr(self)

    def __format__(self, format_spec: str) -> str:
        return repr(self)

    def __reduce_ex__(self, protocol: SupportsIndex) -> NoReturn:
        message = f"{type(self).__name__} must not leave this process's memory"
        raise TypeError(message)
