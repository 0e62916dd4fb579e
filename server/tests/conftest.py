"""Fixtures for all server tests."""

# SPDX-License-Identifier: Apache-2.0
pytest_plugins = ["postgres_fixture", "django_fixture"]
