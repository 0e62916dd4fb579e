"""Storage: sealed blobs in folders and object stores."""

# SPDX-License-Identifier: Apache-2.0
