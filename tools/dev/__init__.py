"""One command for everything a developer or CI does: `python -m tools.dev <command>`.

- Runs on a bare Python 3.11: the standard library only.
- Whatever it needs beyond that, it installs into `.venv` and `web/node_modules`.
"""

# SPDX-License-Identifier: Apache-2.0
