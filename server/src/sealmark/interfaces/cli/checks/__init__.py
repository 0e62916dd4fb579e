"""What `sealmark doctor` checks: each module here is a check, found by being here.

A check has `findings(patient) -> Iterator[Finding]`; its docstring's first line says what it is.
"""

# SPDX-License-Identifier: Apache-2.0
