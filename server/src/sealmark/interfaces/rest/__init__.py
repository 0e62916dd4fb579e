"""REST: routes are adapters, each behind a declared action and scope."""

# SPDX-License-Identifier: Apache-2.0
