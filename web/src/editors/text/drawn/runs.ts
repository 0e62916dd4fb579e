// What stands on a line, in the order the eye meets it: runs of one direction, chips, tabs.
// - Left and right are found by the Unicode bidirectional algorithm, as in any text.
// SPDX-License-Identifier: Apache-2.0
import bidiFactory from "bidi-js";
import type { CodePoints } from "#lib/codepoints";
import { type Chip, chipText } from "#lib/labels";
import type { Paragraph, Piece } from "../paragraphs";
import type { Extent } from "../snapping";
import { type Line, tabStop } from "./lines";

export interface Run {
  /** Code points. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly kind: "words" | "tab" | "chip";
  readonly chip: Chip | null;
  readonly isRightToLeft: boolean;
  readonly left: number;
  readonly width: number;
}

type Part = Omit<Run, "left" | "width" | "isRightToLeft"> & { readonly level: number };

const RIGHT_TO_LEFT =
  /[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
/** A chip is to its neighbours what a picture in the text would be. */
const OBJECT = "\ufffc";
const bidi = bidiFactory();
const known = new WeakMap<Paragraph, Uint8Array | null>();

/** The embedding level of each UTF-16 unit, chips being one; null where all is left to right. */
function levelsOf(paragraph: Paragraph): Uint8Array | null {
  const before = known.get(paragraph);
  if (before !== undefined) return before;
  const seen = paragraph.pieces
    .map((piece) => (piece.kind === "plain" ? piece.text : OBJECT))
    .join("");
  const isPlain = paragraph.direction === "ltr" && !RIGHT_TO_LEFT.test(seen);
  const levels = isPlain ? null : bidi.getEmbeddingLevels(seen, paragraph.direction).levels;
  known.set(paragraph, levels);
  return levels;
}

/** The end of what is drawn of a line: a blank at its end hangs over. */
export function seenEnd(line: Line, index: CodePoints): number {
  if (!line.isBroken) return line.end;
  const text = index.slice(line.start, line.end);
  const kept = text.trimEnd();
  return kept === "" ? line.end : line.end - (text.length - kept.length);
}

/** The words of a piece between two places, cut where the level changes and around tabs. */
function wordsOf(
  piece: Extract<Piece, { kind: "plain" }>,
  { start, end }: Extent,
  index: CodePoints,
  levelAt: (unit: number) => number,
): readonly Part[] {
  const base = index.toUtf16(piece.start);
  const last = index.toUtf16(end) - base;
  const parts: Part[] = [];
  const isCut = (unit: number) =>
    unit === last ||
    piece.text[unit] === "\t" ||
    piece.text[unit - 1] === "\t" ||
    levelAt(unit) !== levelAt(unit - 1);
  let at = index.toUtf16(start) - base;
  for (let unit = at + 1; unit <= last; unit++) {
    if (!isCut(unit)) continue;
    const [from, to] = [index.fromUtf16(base + at), index.fromUtf16(base + unit)];
    const text = piece.text.slice(at, unit);
    const kind = text === "\t" ? "tab" : "words";
    parts.push({ start: from, end: to, text, kind, chip: null, level: levelAt(at) });
    at = unit;
  }
  return parts;
}

/** The parts of a line in reading order, each of one level. */
function partsOf(line: Line, index: CodePoints): readonly Part[] {
  const levels = levelsOf(line.paragraph);
  const base = line.paragraph.direction === "rtl" ? 1 : 0;
  const until = seenEnd(line, index);
  let before = 0;
  return line.paragraph.pieces.flatMap((piece): readonly Part[] => {
    const seenAt = before;
    before += piece.kind === "plain" ? piece.text.length : 1;
    const [start, end] = [Math.max(piece.start, line.start), Math.min(piece.end, until)];
    if (start >= end) return [];
    const levelAt = (unit: number) => levels?.[seenAt + unit] ?? base;
    if (piece.kind === "plain") return wordsOf(piece, { start, end }, index, levelAt);
    const { chip } = piece;
    return [{ start, end, text: chipText(chip), kind: "chip", chip, level: levelAt(0) }];
  });
}

/** Rule L2: from the highest level down, what is at least that deep is turned around. */
export function inSight<T extends { readonly level: number }>(parts: readonly T[]): readonly T[] {
  const order = [...parts];
  const highest = Math.max(0, ...parts.map(({ level }) => level));
  for (let level = highest; level > 0; level--) {
    for (let from = 0; from < order.length; from++) {
      if ((order[from]?.level ?? 0) < level) continue;
      let to = from;
      while ((order[to + 1]?.level ?? 0) >= level) to++;
      order.splice(from, to - from + 1, ...order.slice(from, to + 1).reverse());
      from = to;
    }
  }
  return order;
}

/** The runs of a line from left to right, in pixels from the left edge of the text. */
export function runsOf(line: Line, index: CodePoints): readonly Run[] {
  const { face, left: begin, width: room, lead } = line.setting;
  const { measure } = face;
  const isLeftToRight = line.paragraph.direction === "ltr";
  const first = line.isFirst ? lead : 0;
  let x = isLeftToRight ? first : 0;
  const runs = inSight(partsOf(line, index)).map(({ level, ...part }): Run => {
    const left = x;
    if (part.kind === "tab") x = tabStop(x, measure);
    else x += part.kind === "chip" ? measure.chip(part.text) : measure.words(part.text);
    return { ...part, isRightToLeft: level % 2 === 1, left, width: x - left };
  });
  const shift = isLeftToRight ? begin : begin + room - first - x;
  return runs.map((run) => ({ ...run, left: run.left + shift }));
}
