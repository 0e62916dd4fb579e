"""Plans that know their values: for the few statements whose best plan depends on them.

- Everything else is planned once for any value, see the settings: its rows are found by key.
"""

# SPDX-License-Identifier: Apache-2.0
from typing import Protocol


class _Executes(Protocol):
    def execute(self, sql: str) -> object: ...


def plan_by_values(cursor: _Executes) -> None:
    """Have the rest of this transaction's statements planned for the values they are given."""
    cursor.execute("SET LOCAL plan_cache_mode = force_custom_plan")
