// A text laid out as lines, by itself: where each place stands, and which place a point means.
// - Pixels count from the corner of the text; offsets are code points.
// - Everything is worked out when it is asked for: of a long text only what is seen.
// SPDX-License-Identifier: Apache-2.0
import type { CodePoints } from "#lib/codepoints";
import { lastStartingBy, type Paragraph } from "../paragraphs";
import type { Extent } from "../snapping";
import type { Measure } from "./face";
import type { Line } from "./lines";
import { type Run, runsOf, seenEnd } from "./runs";

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Where the letters stand. */
  readonly base: number;
}

interface SheetParts {
  readonly index: CodePoints;
  readonly lines: readonly Line[];
  /** Of the text within its element. */
  readonly padding: { readonly left: number; readonly top: number; readonly bottom: number };
  /** Free pixels below the last line. */
  readonly room?: number;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const JOINING = /[\u0600-\u08ff\ufb50-\ufdff\ufe70-\ufefc]$/u;
const JOINER = "\u200d";

/** How far from its beginning a place of a run is: letters stay joined as they are drawn. */
function advance(run: Run, units: number, measure: Measure): number {
  if (units <= 0) return 0;
  if (units >= run.text.length || run.kind !== "words") return run.width;
  const before = run.text.slice(0, units);
  return Math.min(run.width, measure.words(JOINING.test(before) ? before + JOINER : before));
}

export class Sheet {
  readonly lines: readonly Line[];
  readonly height: number;
  readonly #parts: SheetParts;
  readonly #runs = new Map<Line, readonly Run[]>();

  constructor(parts: SheetParts) {
    this.#parts = parts;
    this.lines = parts.lines;
    const last = this.lines.at(-1);
    const { top, bottom } = parts.padding;
    const end = last === undefined ? 0 : last.top + last.height;
    this.height = top + end + (parts.room ?? 0) + bottom;
  }

  get index(): CodePoints {
    return this.#parts.index;
  }

  /** The lines that touch a stretch of the text's height. */
  linesIn(top: number, bottom: number): readonly Line[] {
    const { padding } = this.#parts;
    const first = this.#atHeight(top - padding.top);
    const last = this.#atHeight(bottom - padding.top);
    return this.lines.slice(first, last + 1);
  }

  #atHeight(y: number): number {
    let low = 0;
    let high = this.lines.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.lines[middle]?.top ?? 0) <= y) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The position of the line that a place stands on; where a line broke, the one below. */
  lineAt(point: number): number {
    return lastStartingBy(this.lines, point);
  }

  /** The line of letters in its own height. */
  lettersOf(line: Line): Pick<Box, "top" | "height" | "base"> {
    const { letters, above } = line.setting.face;
    const height = letters.ascent + letters.descent;
    const top = this.#parts.padding.top + line.top + above + (line.height - above - height) / 2;
    return { top, height, base: top + letters.ascent };
  }

  /** Where the lines of a paragraph begin and end. */
  extentOf({ start, end }: Paragraph): { readonly top: number; readonly bottom: number } {
    const { top } = this.#parts.padding;
    const first = this.lines[this.lineAt(start)];
    const last = this.lines[this.lineAt(Math.max(start, end - 1))];
    return {
      top: top + (first?.top ?? 0),
      bottom: top + (last === undefined ? 0 : last.top + last.height),
    };
  }

  runs(line: Line): readonly Run[] {
    const known = this.#runs.get(line);
    if (known !== undefined) return known;
    const { padding } = this.#parts;
    const found = runsOf(line, this.index).map((run) => ({
      ...run,
      left: run.left + padding.left,
    }));
    this.#runs.set(line, found);
    return found;
  }

  #x(line: Line, run: Run, point: number): number {
    const units = this.index.toUtf16(point) - this.index.toUtf16(run.start);
    const along =
      run.kind === "words"
        ? advance(run, units, line.setting.face.measure)
        : point >= run.end
          ? run.width
          : 0;
    return run.isRightToLeft ? run.left + run.width - along : run.left + along;
  }

  /** Where an empty line begins. */
  #edge({ paragraph, setting, isFirst }: Line): number {
    const lead = isFirst ? setting.lead : 0;
    const begin = this.#parts.padding.left + setting.left;
    return paragraph.direction === "rtl" ? begin + setting.width - lead : begin + lead;
  }

  /** The place before `point`, without width. */
  caret(point: number): Box {
    const line = this.lines[this.lineAt(point)];
    if (line === undefined) return { left: 0, top: 0, width: 0, height: 0, base: 0 };
    const runs = this.runs(line);
    const inReading = [...runs].sort((a, b) => a.start - b.start);
    const run =
      inReading.find(({ start, end }) => start <= point && point < end) ??
      inReading.findLast(({ end }) => end <= point);
    const left = run === undefined ? this.#edge(line) : this.#x(line, run, point);
    return { left, width: 0, ...this.lettersOf(line) };
  }

  /** The boxes of an extent, line by line; `near` leaves out what lies elsewhere. */
  boxes({ start, end }: Extent, near?: Extent): readonly Box[] {
    const from = Math.max(start, near?.start ?? start);
    const to = Math.min(end, near?.end ?? end);
    const boxes: Box[] = [];
    for (let at = this.lineAt(from); at < this.lines.length; at++) {
      const line = this.lines[at];
      if (line === undefined || line.start >= to) break;
      boxes.push(...this.#boxesOn(line, { start: from, end: to }));
    }
    return boxes;
  }

  #boxesOn(line: Line, { start, end }: Extent): readonly Box[] {
    const letters = this.lettersOf(line);
    const boxes: Box[] = [];
    for (const run of this.runs(line)) {
      const [from, to] = [Math.max(start, run.start), Math.min(end, run.end)];
      if (from >= to) continue;
      const isCut = run.kind !== "words";
      const [a, b] = isCut
        ? [run.left, run.left + run.width]
        : [this.#x(line, run, from), this.#x(line, run, to)];
      const left = Math.min(a, b);
      const last = boxes.at(-1);
      const width = Math.abs(b - a);
      // What stands side by side is one stroke.
      if (last !== undefined && Math.abs(last.left + last.width - left) < 0.5) {
        boxes[boxes.length - 1] = { ...last, width: left + width - last.left };
      } else boxes.push({ left, width, ...letters });
    }
    return boxes;
  }

  /** The place that a point means. */
  pointAt(x: number, y: number): number {
    return this.pointOn(this.#atHeight(y - this.#parts.padding.top), x);
  }

  /** The place of a line that is nearest to `x`. */
  pointOn(position: number, x: number): number {
    const line = this.lines[position];
    if (line === undefined) return 0;
    const runs = this.runs(line);
    const run = runs.find(({ left, width }) => x < left + width) ?? runs.at(-1);
    return run === undefined ? line.start : this.#within(line, run, x);
  }

  #within(line: Line, run: Run, x: number): number {
    const along = run.isRightToLeft ? run.left + run.width - x : x - run.left;
    if (run.kind !== "words") return along > run.width / 2 ? run.end : run.start;
    const edges = [...graphemes.segment(run.text)].map(({ index }) => index);
    edges.push(run.text.length);
    let low = 0;
    let high = edges.length - 1;
    const at = (position: number) => advance(run, edges[position] ?? 0, line.setting.face.measure);
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (at(middle) <= along) low = middle;
      else high = middle;
    }
    const nearer = along - at(low) <= at(high) - along ? low : high;
    return this.index.fromUtf16(this.index.toUtf16(run.start) + (edges[nearer] ?? 0));
  }

  /** The beginning or the end of the line that a place stands on. */
  lineEdge(point: number, edge: "start" | "end"): number {
    const line = this.lines[this.lineAt(point)];
    if (line === undefined) return point;
    return edge === "start" ? line.start : this.#endOn(line);
  }

  /** The last place that still stands on a line. */
  #endOn(line: Line): number {
    const end = seenEnd(line, this.index);
    if (!line.isBroken || end < line.end) return end;
    const text = this.index.slice(line.start, end);
    const last = graphemes.segment(text).containing(text.length - 1);
    return last === undefined ? end : end - [...last.segment].length;
  }

  /** The place above or below, nearest to `x`; beyond the first and last line their ends. */
  besides(point: number, by: 1 | -1, x: number): number {
    const at = this.lineAt(point) + by;
    const line = this.lines[at];
    if (line === undefined) return by === 1 ? this.index.length : 0;
    return Math.min(this.pointOn(at, x), this.#endOn(line));
  }
}
