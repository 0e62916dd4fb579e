// The colours of classes: twelve hues in a fixed order, then the same hues with other underlines.
// - A class names a hue by its light variant; any other colour gets the hue of its place in the
//   ontology, so that every class stays readable on both grounds.
// SPDX-License-Identifier: Apache-2.0
import "./palette.css";
import type { Ontology, SpanClass } from "#lib/labels";

/** Names and light variants, as `palette.css` has them. */
export const HUES = [
  { id: "blue", color: "#0b63a5" },
  { id: "orange", color: "#b34700" },
  { id: "green", color: "#00734f" },
  { id: "pink", color: "#a0336f" },
  { id: "amber", color: "#7d6000" },
  { id: "sky", color: "#0a7490" },
  { id: "violet", color: "#5f3dc4" },
  { id: "brown", color: "#7a4a1f" },
  { id: "red", color: "#c92a2a" },
  { id: "olive", color: "#566b00" },
  { id: "slate", color: "#495a6e" },
  { id: "magenta", color: "#9c1fa8" },
] as const;

/** Dots are for what is not sure, whatever its class. */
const PATTERNS = ["solid", "dashed", "double", "wavy"] as const;

/** How a class is drawn: hue 1 to 12, underline, and its name on the tag. */
export interface Paint {
  readonly hue: number;
  readonly pattern: (typeof PATTERNS)[number] | "dotted";
  readonly name: string;
}

/** The hue, 1 to 12, of a class at a position of its ontology. */
export function hueOf(each: Pick<SpanClass, "color">, position: number): number {
  const named = HUES.findIndex((hue) => hue.color === each.color.toLowerCase());
  return (named >= 0 ? named : position % HUES.length) + 1;
}

/** How each class of an ontology is drawn; classes that share a hue differ in their underline. */
export const paintsOf = (ontology: Ontology): ReadonlyMap<string, Paint> =>
  painted(ontology.classes);

/** How each relation of an ontology is drawn. */
export const relationPaintsOf = (ontology: Ontology): ReadonlyMap<string, Paint> =>
  painted(ontology.relations ?? []);

function painted(things: readonly Pick<SpanClass, "id" | "name" | "color">[]) {
  const used = new Map<number, number>();
  const paints = new Map<string, Paint>();
  things.forEach((each, position) => {
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
