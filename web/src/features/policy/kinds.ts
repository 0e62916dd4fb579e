// Kinds and ways of replacing, as the studio speaks of them.
// SPDX-License-Identifier: Apache-2.0
import type { KindRule, PolicyDocument } from "#api/types";

export const HOWS = [
  "token",
  "surrogate",
  "generalize",
  "date-shift",
  "mask",
  "drop",
  "keep",
] as const;

/** Basis points as percent, and back: people read percent, policies hold whole numbers. */
export const percent = (points: number): number => points / 100;
export const points = (value: number): number =>
  Math.min(10_000, Math.max(0, Math.round(value * 100)));

/** Change the rule of one kind; `null` takes a field out. */
export function withRule(
  document: PolicyDocument,
  kind: string,
  change: Partial<KindRule>,
): PolicyDocument {
  const before = document.kinds[kind] ?? { how: "token", min_score_bp: document.min_score_bp };
  const after = { ...before, ...change };
  const { keep_last: last, only_over: years, ...bare } = after;
  // Only a mask may leave the last characters; no years is no limit.
  const rule = {
    ...bare,
    ...(after.how === "mask" && last ? { keep_last: last } : {}),
    ...(years ? { only_over: years } : {}),
  };
  return { ...document, kinds: { ...document.kinds, [kind]: rule } };
}

export function withoutKind(document: PolicyDocument, kind: string): PolicyDocument {
  const { [kind]: _, ...kinds } = document.kinds;
  return { ...document, kinds };
}

/** One entry a line, without blank ones and without the same one twice. */
export const linesOf = (text: string): string[] => [
  ...new Set(
    text
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== ""),
  ),
];

export const KIND = /^[A-Z][A-Z0-9_]{0,63}$/;

/** What is typed as a kind, in the letters that kinds have. */
export const asKind = (text: string): string =>
  text
    .trim()
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, "_")
    .replace(/^[^A-Z]+|_+$/g, "");

/** A kind in the words of a sentence: "credit card". */
export const kindWords = (kind: string): string => kind.toLowerCase().replace(/_/g, " ");
