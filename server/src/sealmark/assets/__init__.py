"""Assets: what was brought in, sealed before anybody sees it."""

# SPDX-License-Identifier: Apache-2.0
