"""Key operations are counted by zone and kind, whoever they were for."""

# SPDX-License-Identifier: Apache-2.0
from sealmark.kernel.ids import new_uuid
from sealmark.vault.domain import KeyClass, Operation
from sealmark.vault.runtime import OperationCounts


def test_operations_are_summed_by_zone_and_kind() -> None:
    counts = OperationCounts()
    counts.count(Operation.OPEN, KeyClass.WORK, new_uuid())
    counts.count(Operation.OPEN, KeyClass.WORK, new_uuid(), 2)
    counts.count(Operation.OPEN, KeyClass.RAW, None)
    assert counts.totals() == {"work.open": 3, "raw.open": 1}
