// A text cut into paragraphs, and each into plain pieces and chips; all offsets are code points.
// - Nothing is dropped or added: a paragraph ends at a line feed, or, where it would be so long
//   that a browser gets slow on it, at a blank, and the next part follows at the same offset.
// - A chip is one piece: it is shown by its label and never cut.
// SPDX-License-Identifier: Apache-2.0
import type { CodePoints } from "#lib/codepoints";
import { type Chip, chipText, type Role, type Turn } from "#lib/labels";
import { type Direction, directionOf } from "./direction";

export type Piece =
  | { readonly kind: "plain"; readonly start: number; readonly end: number; readonly text: string }
  | { readonly kind: "chip"; readonly start: number; readonly end: number; readonly chip: Chip };

/** The turn of a conversation that a paragraph belongs to: its head, or words of it. */
interface TurnPart {
  readonly number: number;
  readonly part: "head" | "words";
  readonly role: Role;
}

export interface Paragraph {
  readonly start: number;
  readonly end: number;
  readonly direction: Direction;
  readonly pieces: readonly Piece[];
  readonly turn?: TurnPart;
}

interface Extent {
  readonly start: number;
  readonly end: number;
}

/** A longer paragraph is shown in parts of about this many code points. */
export const LONGEST = 2_000;

/** How far before `LONGEST` a blank is looked for. */
const LOOK_BACK = 400;

/** Chips in reading order, without those that are empty or overlap an earlier one. */
export function tidyChips(chips: readonly Chip[]): readonly Chip[] {
  const sorted = [...chips].sort((a, b) => a.start - b.start || b.end - a.end);
  let reached = 0;
  return sorted.filter((chip) => {
    const fits = chip.start >= reached && chip.end > chip.start;
    if (fits) reached = chip.end;
    return fits;
  });
}

/** Where each line feed stands that does not lie inside a chip. */
function breaksOf(index: CodePoints, chips: readonly Chip[]): number[] {
  const breaks: number[] = [];
  let chip = 0;
  for (let unit = index.text.indexOf("\n"); unit >= 0; unit = index.text.indexOf("\n", unit + 1)) {
    const point = index.fromUtf16(unit);
    while ((chips[chip]?.end ?? Number.POSITIVE_INFINITY) <= point) chip++;
    if (point < (chips[chip]?.start ?? Number.POSITIVE_INFINITY)) breaks.push(point);
  }
  return breaks;
}

/** What may be kept together when a paragraph is cut where it has no blank. */
const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** The end of the first part of `start` to `end`: behind a blank, else between two characters. */
function partEnd(index: CodePoints, chips: readonly Chip[], { start, end }: Extent): number {
  if (end - start <= LONGEST + LOOK_BACK) return end;
  const from = start + LONGEST - LOOK_BACK;
  const window = index.slice(from, start + LONGEST);
  const blank = /\s(?=\S*$)/u.exec(window)?.index;
  const units =
    blank === undefined
      ? (graphemes.segment(window).containing(window.length - 1)?.index ?? 0)
      : blank + 1;
  const cut = units === 0 ? start + LONGEST : index.fromUtf16(index.toUtf16(from) + units);
  const chip = chips[lastStartingBy(chips, cut)];
  const isInside = chip !== undefined && chip.start < cut && cut < chip.end;
  return isInside ? Math.min(chip.end, end) : cut;
}

function piecesOf(index: CodePoints, chips: readonly Chip[], start: number, end: number): Piece[] {
  const pieces: Piece[] = [];
  let at = start;
  const plainUntil = (stop: number) => {
    if (stop > at) {
      pieces.push({ kind: "plain", start: at, end: stop, text: index.slice(at, stop) });
    }
  };
  for (const chip of chips) {
    plainUntil(chip.start);
    pieces.push({ kind: "chip", start: chip.start, end: chip.end, chip });
    at = chip.end;
  }
  plainUntil(end);
  return pieces;
}

const plainIn = (pieces: readonly Piece[]): string =>
  pieces.map((piece) => (piece.kind === "plain" ? piece.text : " ")).join("");

/** What is read between two offsets: chips by their labels. */
export function asRead(index: CodePoints, chips: readonly Chip[], extent: Extent): string {
  const inside: Chip[] = [];
  for (let at = lastStartingBy(chips, extent.start); at < chips.length; at++) {
    const chip = chips[at];
    if (chip === undefined || chip.start >= extent.end) break;
    if (chip.start >= extent.start && chip.end <= extent.end) inside.push(chip);
  }
  return piecesOf(index, inside, extent.start, extent.end)
    .map((piece) => (piece.kind === "plain" ? piece.text : chipText(piece.chip)))
    .join("");
}

/** The turn that a paragraph belongs to; the blank line between two belongs to none. */
function partOf(turns: readonly Turn[], at: number, start: number): TurnPart | null {
  const turn = turns[at];
  if (turn === undefined || start < turn.start || start > turn.end) return null;
  const part = start < turn.said ? "head" : "words";
  return { number: at + 1, part, role: turn.role };
}

/** The end of the head of a turn that an extent begins with; else the end of the extent. */
function headEnd(turn: Turn | undefined, { start, end }: Extent): number {
  const isHead = turn !== undefined && turn.start <= start && start < turn.said;
  return isHead ? Math.min(turn.said, end) : end;
}

interface Cut extends Extent {
  readonly turn: TurnPart | null;
  /** Its direction is read off itself, not off what stands before it on the same line. */
  readonly isFirst: boolean;
}

/** Where paragraphs are: between line feeds, and behind the head of a turn a new one begins. */
function* cutsOf(
  index: CodePoints,
  chips: readonly Chip[],
  turns: readonly Turn[],
): Generator<Cut> {
  let [start, at] = [0, 0];
  for (const end of [...breaksOf(index, chips), index.length]) {
    let isFirst = true;
    do {
      while ((turns[at]?.end ?? Number.POSITIVE_INFINITY) < start) at++;
      const stop = partEnd(index, chips, { start, end: headEnd(turns[at], { start, end }) });
      const turn = partOf(turns, at, start);
      yield { start, end: stop, turn, isFirst };
      isFirst = turn?.part === "head";
      start = stop;
    } while (start < end);
    start = end + 1;
  }
}

/** Cut a text; `chips` must be tidy. The head of a turn is a paragraph of its own. */
export function paragraphsOf(
  index: CodePoints,
  chips: readonly Chip[],
  turns: readonly Turn[] = [],
): readonly Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let direction: Direction | null = null;
  let chip = 0;
  for (const { start, end, turn, isFirst } of cutsOf(index, chips, turns)) {
    const first = chip;
    while ((chips[chip]?.end ?? Number.POSITIVE_INFINITY) <= end) chip++;
    const pieces = piecesOf(index, chips.slice(first, chip), start, end);
    if (isFirst) direction = null;
    // Read off the words only: a chip's label says nothing about the language around it.
    direction ??= directionOf(plainIn(pieces));
    paragraphs.push({ start, end, direction, pieces, ...(turn === null ? {} : { turn }) });
  }
  return paragraphs;
}

/** The position in `sorted` of the last one that starts at or before `point`. */
export function lastStartingBy(
  sorted: readonly { readonly start: number }[],
  point: number,
): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sorted[middle]?.start ?? 0) <= point) low = middle;
    else high = middle - 1;
  }
  return low;
}
