"""Export: releases with permission, approval, and proof."""

# SPDX-License-Identifier: Apache-2.0
