// What a selection means: whole chips, whole characters as people see them, no blank edges.
// SPDX-License-Identifier: Apache-2.0

import type { CodePoints } from "#lib/codepoints";
import type { Chip } from "#lib/labels";
import type { Snap } from "#lib/snap";

export interface Extent {
  readonly start: number;
  readonly end: number;
}

type Granularity = "grapheme" | "word" | "sentence";

const segmenters: Record<Granularity, Intl.Segmenter> = {
  grapheme: new Intl.Segmenter(undefined, { granularity: "grapheme" }),
  word: new Intl.Segmenter(undefined, { granularity: "word" }),
  sentence: new Intl.Segmenter(undefined, { granularity: "sentence" }),
};

/** A long line is segmented only this far (in UTF-16 units) around the place asked about. */
const REACH: Readonly<Record<Granularity, number>> = { grapheme: 400, word: 400, sentence: 2000 };

/** Widen an extent over every chip that it cuts. */
export function overWholeChips(extent: Extent, chips: readonly Chip[]): Extent {
  let { start, end } = extent;
  for (const chip of chips) {
    if (chip.start < start && start < chip.end) start = chip.start;
    if (chip.start < end && end < chip.end) end = chip.end;
  }
  return { start, end };
}

/** The boundaries (UTF-16) of the piece of the text that holds `unit`. */
function segmentAt(text: string, unit: number, by: Granularity): Extent {
  const lineStart = unit === 0 ? 0 : text.lastIndexOf("\n", unit - 1) + 1;
  const from = Math.max(lineStart, unit - REACH[by]);
  const window = text.slice(from, unit + REACH[by]);
  const found = segmenters[by].segment(window).containing(unit - from);
  if (found === undefined) return { start: unit, end: unit };
  const start = from + found.index;
  return { start, end: start + found.segment.length };
}

/** Widen an extent so that no character of several code points is cut. */
function overWholeCharacters(extent: Extent, index: CodePoints): Extent {
  const first = segmentAt(index.text, index.toUtf16(extent.start), "grapheme");
  const last = segmentAt(index.text, Math.max(0, index.toUtf16(extent.end) - 1), "grapheme");
  return {
    start: index.fromUtf16(first.start),
    end: Math.max(extent.end, index.fromUtf16(last.end)),
  };
}

/** Leave blanks at both edges out; an extent of blanks only becomes empty. */
function withoutBlankEdges(extent: Extent, index: CodePoints): Extent {
  const text = index.slice(extent.start, extent.end);
  const lead = text.length - text.trimStart().length;
  if (lead === text.length) return { start: extent.start, end: extent.start };
  const tail = text.length - text.trimEnd().length;
  // Blanks are single code points in UTF-16, so lengths are counts.
  return { start: extent.start + lead, end: extent.end - tail };
}

/** Widen an extent over the words at its edges; Chinese and the like have words too. */
function overWholeWords(extent: Extent, index: CodePoints): Extent {
  const first = segmentAt(index.text, index.toUtf16(extent.start), "word");
  const last = segmentAt(index.text, Math.max(0, index.toUtf16(extent.end) - 1), "word");
  return {
    start: Math.min(extent.start, index.fromUtf16(first.start)),
    end: Math.max(extent.end, index.fromUtf16(last.end)),
  };
}

/** What someone means who selected `extent`: null if nothing is left of it. */
export function meant(
  extent: Extent,
  index: CodePoints,
  chips: readonly Chip[],
  snap: Snap = "character",
): Extent | null {
  if (extent.start >= extent.end) return null;
  const trimmed = withoutBlankEdges(extent, index);
  if (trimmed.start >= trimmed.end) return null;
  const whole = overWholeCharacters(trimmed, index);
  return overWholeChips(snap === "word" ? overWholeWords(whole, index) : whole, chips);
}

/** The word or the sentence that a click on `point` means; a chip is a word. */
export function around(
  point: number,
  by: "word" | "sentence",
  index: CodePoints,
  chips: readonly Chip[],
): Extent | null {
  const chip = chips.find((each) => each.start <= point && point < each.end);
  if (chip !== undefined && by === "word") return { start: chip.start, end: chip.end };
  const line = { start: index.text.lastIndexOf("\n", index.toUtf16(point) - 1) + 1 };
  const atEnd = point >= index.length || index.slice(point, point + 1) === "\n";
  const on = Math.max(line.start, index.toUtf16(point) - (atEnd ? 1 : 0));
  const found = segmentAt(index.text, on, by);
  const extent = { start: index.fromUtf16(found.start), end: index.fromUtf16(found.end) };
  // A click on the second half of a last letter is a place behind the word.
  const behind = point > 0 && by === "word" && meant(extent, index, chips) === null;
  return behind ? wordBefore(point, index, chips) : meant(extent, index, chips);
}

function wordBefore(point: number, index: CodePoints, chips: readonly Chip[]): Extent | null {
  const found = segmentAt(index.text, index.toUtf16(point - 1), "word");
  const extent = { start: index.fromUtf16(found.start), end: index.fromUtf16(found.end) };
  return meant(extent, index, chips);
}

/** The next place forwards (`by` 1) or backwards (-1) where an edge may stand. */
export function step(
  point: number,
  by: 1 | -1,
  unit: "grapheme" | "word",
  index: CodePoints,
  chips: readonly Chip[],
): number {
  const next = by === 1 ? forward(point, unit, index) : backward(point, unit, index);
  const jumped = chips.find((chip) => chip.start < next && next < chip.end);
  if (jumped === undefined) return next;
  return by === 1 ? jumped.end : jumped.start;
}

function forward(point: number, unit: Granularity, index: CodePoints): number {
  if (point >= index.length) return index.length;
  let at = index.toUtf16(point);
  at = segmentAt(index.text, at, unit).end;
  // A word step lands behind the word, not behind the blank before it.
  if (unit === "word" && index.text.slice(index.toUtf16(point), at).trim() === "") {
    at = at < index.text.length ? segmentAt(index.text, at, unit).end : at;
  }
  return Math.max(point + 1, index.fromUtf16(at));
}

function backward(point: number, unit: Granularity, index: CodePoints): number {
  if (point <= 0) return 0;
  const from = index.toUtf16(point);
  let at = segmentAt(index.text, from - 1, unit).start;
  if (unit === "word" && at > 0 && index.text.slice(at, from).trim() === "") {
    at = segmentAt(index.text, at - 1, unit).start;
  }
  return Math.min(point - 1, index.fromUtf16(at));
}
