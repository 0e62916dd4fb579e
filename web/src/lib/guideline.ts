// Where a guideline speaks of a label: the heading that is named like it, or bears its mark.
// - `## Drug`, `## DRUG (medicines)` and `## What counts {#drug}` all belong to the label `drug`.
// SPDX-License-Identifier: Apache-2.0

export interface Heading {
  /** As it reads, without its mark. */
  readonly text: string;
  /** The id of the label it is marked with. */
  readonly mark: string | null;
}

const MARK = /\s*\{#([A-Za-z0-9_.-]{1,64})\}\s*$/;

const plain = (text: string) =>
  text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** A heading's words and the label it is marked with. */
export function splitMark(heading: string): {
  readonly text: string;
  readonly mark: string | null;
} {
  const mark = MARK.exec(heading)?.[1] ?? null;
  return { text: heading.replace(MARK, ""), mark };
}

/** Whether a heading is about a label; what stands in brackets or behind a colon explains it. */
export function isAbout(heading: Pick<Heading, "text" | "mark">, id: string, name: string) {
  const { text, mark } = heading;
  if (mark !== null) return mark === id;
  const bare = text.replace(/[`*_]/g, "");
  const titles = [plain(bare), plain(bare.split(/[(:\u2013\u2014]/)[0] ?? "")];
  return [plain(id), plain(name)].some((each) => titles.includes(each));
}

/** The headings of a guideline in Markdown, in order; those within code are none. */
export function headingsOf(markdown: string): readonly Heading[] {
  const found: Heading[] = [];
  let fence: string | null = null;
  for (const line of markdown.split("\n")) {
    const opened = /^ {0,3}(```+|~~~+)/.exec(line)?.[1];
    if (opened !== undefined) {
      if (fence === null) fence = opened;
      else if (opened.startsWith(fence)) fence = null;
      continue;
    }
    const raw = fence === null ? /^ {0,3}#{1,6}\s+(.*?)\s*#*\s*$/.exec(line)?.[1] : undefined;
    if (raw !== undefined) found.push(splitMark(raw));
  }
  return found;
}
