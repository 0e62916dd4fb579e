// A text as lines of a width: every code point stands on exactly one line, in order.
// - Only breaking is done here, with widths of words that are measured once.
// SPDX-License-Identifier: Apache-2.0
import { chipText } from "#lib/labels";
import type { Layout } from "../layout";
import type { Paragraph } from "../paragraphs";
import { tokensOf } from "./breaking";
import type { Measure } from "./face";
import type { Setting, SettingOf } from "./setting";

export interface Line {
  /** Code points; a blank at which the line was broken belongs to it. */
  readonly start: number;
  readonly end: number;
  readonly top: number;
  readonly height: number;
  readonly paragraph: Paragraph;
  readonly setting: Setting;
  /** The first of its paragraph. */
  readonly isFirst: boolean;
  /** The paragraph goes on below. */
  readonly isBroken: boolean;
}

/** How high a line without anything on it is. */
const EMPTY_PX = 18;
const TAB_BLANKS = 4;
const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Where a tab ends that begins at `x`. */
export function tabStop(x: number, measure: Measure): number {
  const stop = TAB_BLANKS * measure.words(" ");
  return (Math.floor(x / stop + 1e-6) + 1) * stop;
}

interface Atom {
  readonly kind: "word" | "blank" | "tab" | "chip";
  /** UTF-16 offsets in the whole text. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function atomsOf({ index }: Layout, paragraph: Paragraph): readonly Atom[] {
  return paragraph.pieces.flatMap((piece): readonly Atom[] => {
    const start = index.toUtf16(piece.start);
    if (piece.kind === "chip") {
      return [{ kind: "chip", start, end: index.toUtf16(piece.end), text: chipText(piece.chip) }];
    }
    return tokensOf(piece.text).map((token) => ({
      kind: token.kind,
      start: start + token.start,
      end: start + token.end,
      text: piece.text.slice(token.start, token.end),
    }));
  });
}

/** Fills lines with atoms, one after the other, and notes where (UTF-16) each line begins. */
class Filling {
  readonly breaks: number[] = [];
  #begin: number;
  #x: number;
  readonly #width: number;
  readonly #measure: Measure;

  constructor(start: number, { width, lead, face }: Setting) {
    this.#begin = start;
    this.#x = lead;
    this.#width = width;
    this.#measure = face.measure;
  }

  add({ kind, start, text }: Atom): void {
    if (kind === "blank") this.#x += this.#measure.words(text);
    else if (kind === "tab") this.#x = tabStop(this.#x, this.#measure);
    else if (kind === "chip") this.#put(start, this.#measure.chip(text));
    else this.#addWord(start, text);
  }

  #addWord(start: number, text: string): void {
    const width = this.#measure.words(text);
    // A word wider than the line begins a line, and is broken between two characters.
    this.#put(start, Math.min(width, this.#width));
    if (width <= this.#width) return;
    this.#x = 0;
    for (const { segment, index } of graphemes.segment(text)) {
      this.#put(start + index, this.#measure.words(segment));
    }
  }

  #put(start: number, width: number): void {
    if (this.#x + width > this.#width && start > this.#begin) {
      this.breaks.push(start);
      this.#begin = start;
      this.#x = 0;
    }
    this.#x += width;
  }
}

function breaksOf(atoms: readonly Atom[], setting: Setting): readonly number[] {
  const filling = new Filling(atoms[0]?.start ?? 0, setting);
  for (const atom of atoms) filling.add(atom);
  return filling.breaks;
}

/** Break a text into lines. */
export function linesOf(layout: Layout, settingOf: SettingOf): readonly Line[] {
  const lines: Line[] = [];
  let top = 0;
  for (const paragraph of layout.paragraphs) {
    const setting = settingOf(paragraph);
    const atoms = atomsOf(layout, paragraph);
    const breaks = breaksOf(atoms, setting).map(layout.index.fromUtf16);
    const { above, lineHeight } = setting.face;
    const height = atoms.length === 0 ? EMPTY_PX : above + lineHeight;
    [paragraph.start, ...breaks].forEach((start, at) => {
      const next = breaks[at];
      const end = next ?? paragraph.end;
      const part = { isFirst: at === 0, isBroken: next !== undefined };
      lines.push({ start, end, top, height, paragraph, setting, ...part });
      top += height;
    });
  }
  return lines;
}

/** The same lines, with free pixels below one of them. */
export function withRoom(lines: readonly Line[], below: number, px: number): readonly Line[] {
  if (px === 0) return lines;
  return lines.map((line, at) => (at > below ? { ...line, top: line.top + px } : line));
}
