"""How passwords are kept: Argon2id, twice the work that OWASP asks for, in memory we can spare.

- 46 MiB and two passes on one core per attempt: many people signing in at once do not exhaust the
  machine, as 100 MiB and eight threads each would.
"""

# SPDX-License-Identifier: Apache-2.0
from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2id(Argon2PasswordHasher):
    """Argon2id with our cost."""

    time_cost = 2
    memory_cost = 47_104
    parallelism = 1
