"""The name model's files; made by `tools/train_ner`, read by `redaction.detectors.ner`."""

# SPDX-License-Identifier: Apache-2.0
