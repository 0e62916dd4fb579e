// Finding words in the text; hits are extents in code points, in reading order.
// - What is found is whole: no chip and no character with its accents is ever cut.
// - Whole words are those of scripts that put blanks between words; elsewhere a hit is a hit.
// SPDX-License-Identifier: Apache-2.0
import type { CodePoints } from "#lib/codepoints";
import type { Chip, Span } from "#lib/labels";
import { lastStartingBy } from "./paragraphs";
import type { Extent } from "./snapping";

export interface Wanted {
  readonly words: string;
  readonly matchCase: boolean;
  readonly wholeWord: boolean;
}

/** Letters of scripts that write words without blanks between them. */
const UNSPACED =
  "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}";
const IN_WORD = `(?:(?![${UNSPACED}])[\\p{L}\\p{N}_])`;

function expressionOf({ words, matchCase, wholeWord }: Wanted): RegExp {
  const literal = words
    .trim()
    .split(/\s+/u)
    // Only what has a meaning of its own: with "u" a needless escape, as of "-", is an error.
    .map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"))
    .join("\\s+");
  const open = wholeWord ? `(?<!${IN_WORD}\\p{M}*)` : "";
  const close = wholeWord ? `(?!${IN_WORD})` : "";
  return new RegExp(
    `${open}${literal}(?![\\p{M}\\u200d\\ufe0f])${close}`,
    matchCase ? "gu" : "giu",
  );
}

function cutsChip(hit: Extent, chips: readonly Chip[]): boolean {
  const isCut = (chip: Chip | undefined) =>
    chip !== undefined &&
    chip.start < hit.end &&
    hit.start < chip.end &&
    !(hit.start <= chip.start && chip.end <= hit.end);
  const at = lastStartingBy(chips, hit.start);
  return isCut(chips[at]) || isCut(chips[lastStartingBy(chips, hit.end - 1)]);
}

/** Every place where the words stand; blanks match any blanks, line ends too. */
export function hitsOf(
  index: CodePoints,
  chips: readonly Chip[],
  wanted: Wanted,
): readonly Extent[] {
  if (wanted.words.trim() === "") return [];
  const hits: Extent[] = [];
  for (const match of index.text.matchAll(expressionOf(wanted))) {
    const start = index.fromUtf16(match.index);
    const hit = { start, end: index.fromUtf16(match.index + match[0].length) };
    if (!cutsChip(hit, chips)) hits.push(hit);
  }
  return hits;
}

/** The hits that no span of the class has exactly. */
export function unmarked(
  hits: readonly Extent[],
  spans: readonly Span[],
  classId: string,
): readonly Extent[] {
  const taken = new Set(
    spans.filter((span) => span.class_id === classId).map(({ start, end }) => `${start} ${end}`),
  );
  return hits.filter(({ start, end }) => !taken.has(`${start} ${end}`));
}

/** The first hit at or behind `point`, or the last before it; around the end it begins anew. */
export function hitFrom(hits: readonly Extent[], point: number, by: 1 | -1): number {
  if (hits.length === 0) return -1;
  if (by === 1) {
    return Math.max(
      hits.findIndex((hit) => hit.start >= point),
      0,
    );
  }
  const before = hits.findLastIndex((hit) => hit.start < point);
  return before < 0 ? hits.length - 1 : before;
}
