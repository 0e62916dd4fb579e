// Drawing on text without touching it: the CSS Custom Highlight API.
// - Ranges are registered under names made of hue, underline and level; one rule per name.
// - A rule is made when its name is first drawn, and matches the surface only, whose lines inherit
//   it: every rule that matches a line would cost each line a style of its own.
// - The rules live in a constructed style sheet: no inline style, nothing for the policy to refuse.
// SPDX-License-Identifier: Apache-2.0
import type { Paint } from "../core/palette";

/** Pixels below the words, by level. */
const OFFSETS = [3, 6, 9, 12] as const;

const DOUBT = "doubt";

/** How something is drawn: the name of its highlight, and the rule for it. */
export interface Style {
  readonly name: string;
  readonly rule: string;
}

const selector = (name: string) => `[data-surface]::highlight(${name})`;

export function spanStyle(paint: Paint, level: number, strong: boolean): Style {
  const name = `span-${paint.hue}-${paint.pattern}-${level}${strong ? "-strong" : ""}`;
  const share = strong ? "var(--tint-share-strong)" : "var(--tint-share)";
  const rule = `${selector(name)} {
    background-color: color-mix(in srgb, var(--hue-${paint.hue}) ${share}, transparent);
    text-decoration: underline ${paint.pattern} ${strong ? 3 : 2}px var(--hue-${paint.hue});
    text-underline-offset: ${OFFSETS[level] ?? OFFSETS[3]}px;
  }`;
  return { name, rule };
}

export const DOUBT_STYLE: Style = {
  name: DOUBT,
  rule: `${selector(DOUBT)} {
    background-color: color-mix(in srgb, var(--doubt) 14%, transparent);
    text-decoration: underline wavy 1px var(--doubt);
    text-underline-offset: 4px;
  }`,
};

/** Ranges by what they are drawn as. */
export class Drawing {
  readonly #ranges = new Map<string, Range[]>();
  readonly #styles = new Map<string, Style>();

  add(style: Style, range: Range): void {
    const list = this.#ranges.get(style.name);
    if (list === undefined) this.#ranges.set(style.name, [range]);
    else list.push(range);
    this.#styles.set(style.name, style);
  }

  /** Replace everything that was drawn before. */
  show(): void {
    for (const style of this.#styles.values()) ensureRule(style);
    for (const name of [...CSS.highlights.keys()]) {
      if (!this.#ranges.has(name)) CSS.highlights.delete(name);
    }
    for (const [name, ranges] of this.#ranges) {
      const highlight = new Highlight(...ranges);
      highlight.priority = name === DOUBT ? 2 : name.endsWith("-strong") ? 1 : 0;
      CSS.highlights.set(name, highlight);
    }
  }
}

const known = new Set<string>();
let sheet: CSSStyleSheet | null = null;

function ensureRule({ name, rule }: Style): void {
  if (known.has(name)) return;
  if (sheet === null) {
    sheet = new CSSStyleSheet();
    document.adoptedStyleSheets.push(sheet);
  }
  sheet.insertRule(rule);
  known.add(name);
}
