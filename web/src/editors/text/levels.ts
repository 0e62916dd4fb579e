// Overlapping spans get levels, so that each underline is seen; level 0 lies next to the words.
// SPDX-License-Identifier: Apache-2.0
import type { Span } from "#lib/labels";

/** Deeper overlaps than this share the last level. */
export const LEVELS = 4;

/** The level of every span by id: the lowest one that is free where the span begins. */
export function levelsOf(spans: readonly Span[]): ReadonlyMap<string, number> {
  const sorted = [...spans].sort((a, b) => a.start - b.start || b.end - a.end);
  const busyUntil: number[] = [];
  const levels = new Map<string, number>();
  for (const span of sorted) {
    let level = busyUntil.findIndex((end) => end <= span.start);
    if (level < 0) level = busyUntil.length;
    busyUntil[level] = span.end;
    levels.set(span.id, Math.min(level, LEVELS - 1));
  }
  return levels;
}

/** Spans that cover `point` or touch it, the shortest first. */
export function spansAt(spans: readonly Span[], point: number): readonly Span[] {
  return spans
    .filter((span) => span.start <= point && point <= span.end)
    .sort((a, b) => a.end - a.start - (b.end - b.start));
}
