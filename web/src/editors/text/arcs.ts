// Relations as lines from tag to tag: which can be seen, and how they run.
// - A relation with one end out of sight leads a little way towards it.
// SPDX-License-Identifier: Apache-2.0
import type { Relation, Span } from "#lib/labels";
import type { Paint } from "../core/palette";
import type { Tag } from "./tags";

export interface Arc {
  readonly id: string;
  readonly path: string;
  /** The tip of the arrow, if the relation has a direction and its end is in sight. */
  readonly tip: string | null;
  readonly paint: Paint;
  readonly label: { readonly left: number; readonly top: number };
  readonly isPicked: boolean;
  readonly unsure: boolean;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

interface Drawn {
  readonly tags: readonly Tag[];
  readonly spans: readonly Span[];
  readonly paints: ReadonlyMap<string, Paint>;
  readonly directed: ReadonlySet<string>;
  readonly picked: string | null;
}

/** The upper edge of a tag lies this far above its line. */
const RISE_PX = 11;
const STUB_PX = 56;

/** Where lines meet a tag: a little inside its start. */
export const anchorOf = (tag: Tag): Point => ({
  x: tag.left + Math.min(14, tag.width / 2),
  y: tag.top - RISE_PX,
});

const round = (value: number) => Math.round(value * 10) / 10;

/** A line that leaves one tag upwards and comes down on the other. */
export function curve(from: Point, to: Point): { path: string; middle: Point } {
  const across = Math.abs(to.x - from.x);
  const isOneLine = Math.abs(to.y - from.y) < 4;
  const rise = isOneLine ? Math.min(26, 12 + across * 0.04) : 22;
  const points = [from.x, from.y - rise, to.x, to.y - rise, to.x, to.y].map(round);
  const path = `M${round(from.x)} ${round(from.y)}C${points.join(" ")}`;
  return { path, middle: { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 - 0.75 * rise } };
}

const tipAt = ({ x, y }: Point) =>
  `M${round(x - 3.5)} ${round(y - 6)}L${round(x + 3.5)} ${round(y - 6)}L${round(x)} ${round(y)}Z`;

/** The lines of the relations of which at least one end is drawn. */
export function arcsOf(
  relations: readonly Relation[],
  { tags, spans, paints, directed, picked }: Drawn,
): readonly Arc[] {
  if (relations.length === 0) return [];
  const byId = new Map(tags.map((tag) => [tag.id, tag]));
  const startOf = new Map(spans.map((span) => [span.id, span.start]));
  const beyond = (seen: Tag, seenId: string, otherId: string): Point => {
    const isBefore = (startOf.get(otherId) ?? 0) < (startOf.get(seenId) ?? 0);
    const { x, y } = anchorOf(seen);
    return { x: x + (isBefore ? -24 : 24), y: y + (isBefore ? -STUB_PX : STUB_PX) };
  };
  return relations.flatMap((relation) => {
    const [source, target] = [byId.get(relation.source), byId.get(relation.target)];
    const paint = paints.get(relation.class_id);
    const seen = source ?? target;
    if (seen === undefined || paint === undefined) return [];
    const from = source ? anchorOf(source) : beyond(seen, relation.target, relation.source);
    const to = target ? anchorOf(target) : beyond(seen, relation.source, relation.target);
    const { path, middle } = curve(from, to);
    const isPicked = [relation.id, relation.source, relation.target].includes(picked ?? "");
    const hasTip = target !== undefined && directed.has(relation.class_id);
    const label = { left: round(middle.x), top: round(middle.y) };
    const unsure = relation.unsure === true;
    return {
      id: relation.id,
      path,
      tip: hasTip ? tipAt(to) : null,
      paint,
      label,
      isPicked,
      unsure,
    };
  });
}
