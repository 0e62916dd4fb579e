// Drawing on text without touching it: the CSS Custom Highlight API.
// - Ranges are registered under names made of hue, underline and level; one rule per name.
// - A rule is made when its name is first drawn, and matches the surface only, whose lines inherit
//   it: every rule that matches a line would cost each line a style of its own.
// - The rules live in a constructed style sheet: no inline style, nothing for the policy to refuse.
// SPDX-License-Identifier: Apache-2.0
import type { Paint } from "../core/palette";

/** Pixels below the words, by level. */
export const OFFSETS = [3, 6, 9, 12] as const;

/** How something is drawn: the name of its highlight, the rule for it, and what it lies above. */
export interface Style {
  readonly name: string;
  readonly rule: string;
  readonly priority: number;
}

/** How sure a span is: a label, one that is doubted, the picked one, or only a suggestion. */
type Look = "plain" | "strong" | "ghost" | "ghost-strong";

const selector = (name: string) => `[data-surface]::highlight(${name})`;

interface SpanLook {
  readonly paint: Paint;
  readonly level: number;
  readonly look: Look;
  readonly unsure: boolean;
}

/** A doubted span is dotted, whatever its class; a ghost has no ground of its own. */
export function spanStyle({ paint, level, look, unsure }: SpanLook): Style {
  const line = unsure ? "dotted" : paint.pattern;
  const name = `span-${paint.hue}-${line}-${level}-${look}`;
  const strong = look.endsWith("strong");
  const share = strong ? "var(--tint-share-strong)" : "var(--tint-share)";
  const hue = `var(--hue-${paint.hue})`;
  const isGhost = look.startsWith("ghost");
  const ground =
    isGhost && !strong ? "transparent" : `color-mix(in srgb, ${hue} ${share}, transparent)`;
  const ink = isGhost ? `color-mix(in srgb, ${hue} 70%, transparent)` : hue;
  const rule = `${selector(name)} {
    background-color: ${ground};
    text-decoration: underline ${isGhost ? "dashed" : line} ${strong ? 3 : isGhost ? 1 : 2}px ${ink};
    text-underline-offset: ${OFFSETS[level] ?? OFFSETS[3]}px;
  }`;
  return { name, rule, priority: strong ? 1 : 0 };
}

export const DOUBT_STYLE: Style = {
  name: "doubt",
  rule: `${selector("doubt")} {
    background-color: color-mix(in srgb, var(--doubt) 14%, transparent);
    text-decoration: underline wavy 1px var(--doubt);
    text-underline-offset: 4px;
  }`,
  priority: 2,
};

export const HIT_STYLE: Style = {
  name: "hit",
  rule: `${selector("hit")} { background-color: var(--hit); }`,
  priority: 3,
};

export const HIT_NOW_STYLE: Style = {
  name: "hit-now",
  rule: `${selector("hit-now")} { background-color: var(--hit-now); color: var(--hit-now-ink); }`,
  priority: 4,
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
      highlight.priority = this.#styles.get(name)?.priority ?? 0;
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
