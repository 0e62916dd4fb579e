"""Kernel: the words every context shares. No framework, no I/O."""

# SPDX-License-Identifier: Apache-2.0
