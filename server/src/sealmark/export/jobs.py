"""Export's background work."""

# SPDX-License-Identifier: Apache-2.0
