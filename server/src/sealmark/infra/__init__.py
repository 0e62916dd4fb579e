"""Infra: database scopes and row-level security, jobs, outbox plumbing, processes, the sandbox."""

# SPDX-License-Identifier: Apache-2.0
