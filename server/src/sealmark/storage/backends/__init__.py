"""Kinds of storage: each file here is one."""

# SPDX-License-Identifier: Apache-2.0
