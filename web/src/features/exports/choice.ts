// What somebody chooses in the form, and what is asked of the server for it.
// SPDX-License-Identifier: Apache-2.0
import type { ExportChoice, ExportContent, ExportFormat, ExportWanted } from "#api/types";

export interface Choice {
  readonly format: ExportFormat;
  readonly content: ExportContent;
  readonly datasets: readonly string[];
  /** Numbers of versions, as the field holds them. */
  readonly guidelines: readonly string[];
  readonly classes: readonly string[];
  /** Days as the date fields hold them: `2026-01-31`, or nothing. */
  readonly from: string;
  readonly until: string;
  readonly key: string;
  readonly unreviewed: boolean;
  readonly freeText: boolean;
  readonly reason: string;
}

export const START: Choice = {
  format: "jsonl",
  content: "rendition",
  datasets: [],
  guidelines: [],
  classes: [],
  from: "",
  until: "",
  key: "",
  unreviewed: false,
  freeText: false,
  reason: "",
};

const SHORTEST_REASON = 3;

export const endsBeforeItBegins = ({ from, until }: Choice): boolean =>
  from !== "" && until !== "" && until < from;

export function isWhole(choice: Choice): boolean {
  const { content, key, reason } = choice;
  const hasKey = content === "rendition" || key.trim() !== "";
  return reason.trim().length >= SHORTEST_REASON && hasKey && !endsBeforeItBegins(choice);
}

/** The moment at which a day begins here, or the day after it. */
function startOf(day: string, after: number): string {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  return new Date(year, month - 1, date + after).toISOString();
}

export const toLook = (choice: Choice): ExportChoice => ({
  format: choice.format,
  content: choice.content,
  datasets: [...choice.datasets],
  guidelines: choice.guidelines.map(Number),
  classes: [...choice.classes],
  labeled_from: choice.from === "" ? null : startOf(choice.from, 0),
  labeled_until: choice.until === "" ? null : startOf(choice.until, 1),
  include_unreviewed: choice.unreviewed,
  include_free_text: choice.content === "aligned" && choice.freeText,
});

export const toAsk = (choice: Choice): ExportWanted => ({
  ...toLook(choice),
  reason: choice.reason.trim(),
  ...(choice.content === "aligned" ? { recipient_key: choice.key.trim() } : {}),
});
