"""Access: the one decision point. Facts are handed in; it knows no database."""

# SPDX-License-Identifier: Apache-2.0
