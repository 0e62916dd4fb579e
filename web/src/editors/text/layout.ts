// How a text is laid out in the page: sections of paragraphs, so that far parts cost nothing.
// - A browser skips a section that is out of sight, and marks are drawn near the window only.
// - The whole text stays in the page: selecting, searching and reading aloud know all of it.
// SPDX-License-Identifier: Apache-2.0
import type { CodePoints } from "#lib/codepoints";
import type { Chip, Turn } from "#lib/labels";
import { lastStartingBy, type Paragraph, paragraphsOf } from "./paragraphs";

/** Some paragraphs that are shown or skipped together. */
export interface Section {
  readonly start: number;
  readonly end: number;
  /** The position of its first paragraph in the text. */
  readonly first: number;
  readonly paragraphs: readonly Paragraph[];
  /** About how high it is before it was ever laid out, in lines. */
  readonly lines: number;
}

export interface Layout {
  readonly index: CodePoints;
  readonly chips: readonly Chip[];
  readonly paragraphs: readonly Paragraph[];
  readonly sections: readonly Section[];
}

const MOST_POINTS = 4_000;
const MOST_PARAGRAPHS = 40;
const POINTS_PER_LINE = 90;

const linesOf = (paragraph: Paragraph) =>
  Math.max(1, Math.ceil((paragraph.end - paragraph.start) / POINTS_PER_LINE));

function sectionOf(first: number, paragraphs: readonly Paragraph[]): Section {
  const lines = paragraphs.reduce((sum, each) => sum + linesOf(each), 0);
  const [start, end] = [paragraphs[0]?.start ?? 0, paragraphs.at(-1)?.end ?? 0];
  return { start, end, first, paragraphs, lines };
}

/** Group paragraphs that follow each other. */
function sectionsOf(paragraphs: readonly Paragraph[]): readonly Section[] {
  const sections: Section[] = [];
  let first = 0;
  paragraphs.forEach((_, at) => {
    const next = paragraphs[at + 1];
    const points = (next?.end ?? Number.POSITIVE_INFINITY) - (paragraphs[first]?.start ?? 0);
    if (next !== undefined && points <= MOST_POINTS && at + 1 - first < MOST_PARAGRAPHS) return;
    sections.push(sectionOf(first, paragraphs.slice(first, at + 1)));
    first = at + 1;
  });
  return sections;
}

/** Lay a text out; `chips` must be tidy. */
export function layoutOf(
  index: CodePoints,
  chips: readonly Chip[],
  turns: readonly Turn[] = [],
): Layout {
  const paragraphs = paragraphsOf(index, chips, turns);
  return { index, chips, paragraphs, sections: sectionsOf(paragraphs) };
}

/** The element of the paragraph that holds `point`, and that paragraph. */
export function lineAt(
  root: HTMLElement,
  { sections }: Layout,
  point: number,
): { readonly line: HTMLElement; readonly paragraph: Paragraph } | null {
  const position = lastStartingBy(sections, point);
  const [section, element] = [sections[position], root.children[position]];
  if (section === undefined || element === undefined) return null;
  const at = lastStartingBy(section.paragraphs, point);
  const [line, paragraph] = [element.children[at], section.paragraphs[at]];
  return line instanceof HTMLElement && paragraph !== undefined ? { line, paragraph } : null;
}
