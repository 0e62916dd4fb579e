"""Tenancy: organizations, projects, who belongs to them, as what and until when."""

# SPDX-License-Identifier: Apache-2.0
