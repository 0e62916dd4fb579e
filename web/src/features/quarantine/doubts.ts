// Places the redactor was not sure about: in words, and the next one from where one is.
// SPDX-License-Identifier: Apache-2.0
import type { Doubt } from "#api/types";
import { isText, say } from "#i18n/language";

/** Why a place is doubted, in words; an unknown reason as it is. */
export function doubtWords(reason: string): string {
  const key = `doubt.${reason}`;
  return isText("quarantine", key) ? say("quarantine")(key) : reason.replace(/[-_]/g, " ");
}

/** The next doubt after `from`, or the one before it; round and round. */
export function neighbour(doubts: readonly Doubt[], from: number, by: 1 | -1): Doubt | undefined {
  const beyond =
    by === 1
      ? doubts.find((each) => each.start > from)
      : doubts.findLast((each) => each.start < from);
  return beyond ?? doubts.at(by === 1 ? 0 : -1);
}

/** Doubts by the kind that they would be hidden as, among those that there are. */
export function byKind(
  doubts: readonly Doubt[],
  known: ReadonlySet<string>,
  other: string,
): ReadonlyMap<string, readonly Doubt[]> {
  const found = new Map<string, Doubt[]>();
  for (const doubt of doubts) {
    const kind = known.has(doubt.kind) ? doubt.kind : other;
    found.set(kind, [...(found.get(kind) ?? []), doubt]);
  }
  return found;
}
