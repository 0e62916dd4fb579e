"""Key stores: each file here is one place where top keys can live."""

# SPDX-License-Identifier: Apache-2.0
