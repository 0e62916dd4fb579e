// Drawing on text without touching it: the CSS Custom Highlight API.
// - Ranges are registered under names made of hue, underline and level; one rule per name.
// - The rules live in a constructed style sheet: no inline style, nothing for the policy to refuse.
// SPDX-License-Identifier: Apache-2.0
import { HUES, PATTERNS, type Paint } from "../core/palette";
import { LEVELS } from "./levels";

const OFFSETS = ["3px", "6px", "9px", "12px"];

/** Draws everything else over the spans. */
const RULES_ON_TOP = `
::highlight(doubt) {
  background-color: color-mix(in srgb, var(--doubt) 14%, transparent);
  text-decoration: underline wavy 1px var(--doubt);
  text-underline-offset: 4px;
}`;

export const nameOf = (paint: Paint, level: number, strong: boolean) =>
  `span-${paint.hue}-${paint.pattern}-${level}${strong ? "-strong" : ""}`;

function ruleOf(hue: number, pattern: string, level: number, strong: boolean): string {
  const share = strong ? "var(--tint-share-strong)" : "var(--tint-share)";
  const name = `span-${hue}-${pattern}-${level}${strong ? "-strong" : ""}`;
  return `::highlight(${name}) {
  background-color: color-mix(in srgb, var(--hue-${hue}) ${share}, transparent);
  text-decoration: underline ${pattern} ${strong ? "3px" : "2px"} var(--hue-${hue});
  text-underline-offset: ${OFFSETS[level]};
}`;
}

function* allRules(): Generator<string> {
  for (let hue = 1; hue <= HUES.length; hue++) {
    for (const pattern of PATTERNS) {
      for (let level = 0; level < LEVELS; level++) {
        yield ruleOf(hue, pattern, level, false);
        yield ruleOf(hue, pattern, level, true);
      }
    }
  }
  yield RULES_ON_TOP;
}

let installed = false;

/** Put the rules into the page, once. */
export function installRules(): void {
  if (installed) return;
  installed = true;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync([...allRules()].join("\n"));
  document.adoptedStyleSheets.push(sheet);
}

/** Replace everything that one surface has drawn. */
export function draw(ranges: ReadonlyMap<string, readonly Range[]>): void {
  const kept = new Set(ranges.keys());
  for (const name of [...CSS.highlights.keys()]) if (!kept.has(name)) CSS.highlights.delete(name);
  for (const [name, list] of ranges) {
    const highlight = new Highlight(...list);
    highlight.priority = name === "doubt" ? 2 : name.endsWith("-strong") ? 1 : 0;
    CSS.highlights.set(name, highlight);
  }
}
