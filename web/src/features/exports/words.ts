// Exports in words.
// SPDX-License-Identifier: Apache-2.0
import type { Export, ExportContent, ExportFormat } from "#api/types";

export const FORMATS: Readonly<Record<ExportFormat, string>> = {
  jsonl: "JSON Lines",
  conll: "CoNLL-2003",
  label_studio: "Label Studio JSON",
  csv: "CSV",
};

/** A format that this page does not know yet keeps the server's name. */
export const formatName = (format: string): string =>
  format in FORMATS ? FORMATS[format as ExportFormat] : format;

export const CONTENTS: Readonly<Record<ExportContent, string>> = {
  rendition: "redacted texts",
  aligned: "aligned to the originals",
};

type Tone = "ok" | "warn" | "bad" | "busy" | "quiet";

export const STATES: Readonly<Record<Export["state"], readonly [Tone, string]>> = {
  requested: ["busy", "Requested"],
  waiting_for_approval: ["warn", "Waits for a second person"],
  waiting_for_log: ["busy", "Waits for the audit log"],
  building: ["busy", "Being built"],
  ready: ["ok", "Ready"],
  failed: ["bad", "Failed"],
  refused: ["bad", "Refused"],
};
