// Places the redactor was not sure about: in words, and the next one from where one is.
// SPDX-License-Identifier: Apache-2.0
import type { Doubt } from "#api/types";

const WORDS: Readonly<Record<string, string>> = {
  unsure: "too unsure to hide",
  "found-again": "found by a second look",
  "unknown-word": "a word no dictionary knows",
  "usual-name": "also a usual name",
  "long-number": "a long number",
  "at-sign": "an at sign",
  "beside-hidden": "right beside a hidden place",
};

/** Why a place is doubted, in words; an unknown reason as it is. */
export const doubtWords = (reason: string): string => WORDS[reason] ?? reason.replace(/[-_]/g, " ");

/** The next doubt after `from`, or the one before it; round and round. */
export function neighbour(doubts: readonly Doubt[], from: number, by: 1 | -1): Doubt | undefined {
  const beyond =
    by === 1
      ? doubts.find((each) => each.start > from)
      : doubts.findLast((each) => each.start < from);
  return beyond ?? doubts.at(by === 1 ? 0 : -1);
}
