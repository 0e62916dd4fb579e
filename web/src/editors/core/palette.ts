// The colours of classes: twelve hues in a fixed order, then the same hues with other underlines.
// - A class names a hue; an unknown name gets the hue of its place in the ontology.
// SPDX-License-Identifier: Apache-2.0
import "./palette.css";
import type { Ontology, SpanClass } from "#lib/labels";

export const HUES = [
  "blue",
  "orange",
  "green",
  "pink",
  "amber",
  "sky",
  "violet",
  "brown",
  "red",
  "olive",
  "slate",
  "magenta",
] as const;

export const PATTERNS = ["solid", "dashed", "dotted", "double"] as const;

export type Pattern = (typeof PATTERNS)[number];

/** How a class is drawn: hue 1 to 12, underline, and its name on the tag. */
export interface Paint {
  readonly hue: number;
  readonly pattern: Pattern;
  readonly name: string;
}

function hueOf(each: SpanClass, position: number): number {
  const named = (HUES as readonly string[]).indexOf(each.color);
  return (named >= 0 ? named : position % HUES.length) + 1;
}

/** How each class of an ontology is drawn; classes that share a hue differ in their underline. */
export function paintsOf(ontology: Ontology): ReadonlyMap<string, Paint> {
  const used = new Map<number, number>();
  const paints = new Map<string, Paint>();
  ontology.classes.forEach((each, position) => {
    const hue = hueOf(each, position);
    const before = used.get(hue) ?? 0;
    used.set(hue, before + 1);
    const pattern = PATTERNS[before % PATTERNS.length] ?? "solid";
    paints.set(each.id, { hue, pattern, name: each.name });
  });
  return paints;
}

/** A class that the ontology no longer has, in labels made before. */
export const UNKNOWN_PAINT: Paint = { hue: 11, pattern: "dotted", name: "?" };
