"""What happened that a person should know of: kinds and ids, never content."""

# SPDX-License-Identifier: Apache-2.0
