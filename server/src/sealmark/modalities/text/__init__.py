"""Text: bytes to code points, files to items, windows, offsets, language."""

# SPDX-License-Identifier: Apache-2.0
