"""Identity: accounts, sign-in, second factors, sessions and one-time links."""

# SPDX-License-Identifier: Apache-2.0
