// What somebody chooses in the form, and what is asked of the server for it.
// SPDX-License-Identifier: Apache-2.0
import type { Export, ExportChoice, ExportContent, ExportFormat, ExportWanted } from "#api/types";
import { isFormat } from "./words";

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

/** The day here on which a moment lies, as the date fields hold it. */
function dayOf(moment: Date): string {
  const [month, date] = [moment.getMonth() + 1, moment.getDate()];
  return [moment.getFullYear(), month, date].map((each) => String(each).padStart(2, "0")).join("-");
}

/** What was asked for before, to be asked for again; the reason and a recipient's key are new. */
export const again = (item: Export): Choice => ({
  ...START,
  format: isFormat(item.format) ? item.format : START.format,
  content: item.content,
  datasets: item.datasets.map(({ id }) => id),
  guidelines: item.guidelines.map(String),
  classes: item.classes.map(({ id }) => id),
  from: item.labeled_from === null ? "" : dayOf(new Date(item.labeled_from)),
  // The end is the beginning of the day after.
  until: item.labeled_until === null ? "" : dayOf(new Date(Date.parse(item.labeled_until) - 1)),
  unreviewed: item.include_unreviewed,
  freeText: item.include_free_text,
});

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
