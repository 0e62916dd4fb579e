"""Ontology: what may be labeled and by which guideline, in numbered versions."""

# SPDX-License-Identifier: Apache-2.0
