"""Sealmark's offline verifier: proves an export without trusting the server that made it.

- Depends on the standard library and `cryptography` only; opens no network and no database.
- Every reader is strict: what it accepts, it would write back byte for byte.
"""

# SPDX-License-Identifier: Apache-2.0
__version__ = "0.1.0"
