"""Interfaces: how people and programs reach Sealmark: web, REST, command line, entry points."""

# SPDX-License-Identifier: Apache-2.0
