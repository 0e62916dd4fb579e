"""Recipe of the name model: generate, collect gold, rehearse, train by fixed steps."""

# SPDX-License-Identifier: Apache-2.0
