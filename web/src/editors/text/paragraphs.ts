// A text cut into paragraphs, and each into plain pieces and chips; all offsets are code points.
// - Joined with line feeds, the paragraphs are the text: nothing is dropped or added.
// - A chip is one piece: it is shown by its label and never cut.
// SPDX-License-Identifier: Apache-2.0
import type { CodePoints } from "#lib/codepoints";
import { type Chip, chipText } from "#lib/labels";

export type Piece =
  | { readonly kind: "plain"; readonly start: number; readonly end: number; readonly text: string }
  | { readonly kind: "chip"; readonly start: number; readonly end: number; readonly chip: Chip };

export interface Paragraph {
  readonly start: number;
  readonly end: number;
  readonly pieces: readonly Piece[];
}

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

/** What is read between two offsets: chips by their labels. */
export function asRead(
  index: CodePoints,
  chips: readonly Chip[],
  extent: { readonly start: number; readonly end: number },
): string {
  const inside = chips.slice(lastStartingBy(chips, extent.start)).filter((chip) => {
    return chip.start >= extent.start && chip.end <= extent.end;
  });
  return piecesOf(index, inside, extent.start, extent.end)
    .map((piece) => (piece.kind === "plain" ? piece.text : chipText(piece.chip)))
    .join("");
}

/** Cut a text; `chips` must be tidy. */
export function paragraphsOf(index: CodePoints, chips: readonly Chip[]): readonly Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let start = 0;
  let chip = 0;
  for (const end of [...breaksOf(index, chips), index.length]) {
    const first = chip;
    while ((chips[chip]?.end ?? Number.POSITIVE_INFINITY) <= end) chip++;
    const pieces = piecesOf(index, chips.slice(first, chip), start, end);
    paragraphs.push({ start, end, pieces });
    start = end + 1;
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
