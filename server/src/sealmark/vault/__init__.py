"""Vault: envelope encryption; only here are sealed values opened."""

# SPDX-License-Identifier: Apache-2.0
