// Relations between spans: which may be made, and in which direction.
// - The same rules as the server's: no ends named means any class, an undirected relation joins
//   either way round, and the same relation is not made twice.
// SPDX-License-Identifier: Apache-2.0
import type { Labels, Ontology, Relation, RelationClass } from "#lib/labels";

const NONE: readonly Relation[] = [];

export const relationsOf = (labels: Labels): readonly Relation[] => labels.relations ?? NONE;

const takes = (kind: RelationClass, source: string, target: string): boolean =>
  (kind.sources.length === 0 || kind.sources.includes(source)) &&
  (kind.targets.length === 0 || kind.targets.includes(target));

/** Whether a span of class `source` may point to one of class `target`. */
export const joins = (kind: RelationClass, source: string, target: string): boolean =>
  takes(kind, source, target) || (!kind.directed && takes(kind, target, source));

/** A relation that could be made between two spans. */
export interface Possible {
  readonly kind: RelationClass;
  /** It would have to point the other way. */
  readonly isFlipped: boolean;
}

/** Which relations may be made from one span to another, those the other way round last. */
export function possibleBetween(
  ontology: Ontology,
  labels: Labels,
  sourceId: string,
  targetId: string,
): readonly Possible[] {
  const classOf = (id: string) => labels.spans.find((span) => span.id === id)?.class_id;
  const [source, target] = [classOf(sourceId), classOf(targetId)];
  if (source === undefined || target === undefined || sourceId === targetId) return [];
  const offered = (ontology.relations ?? []).filter((kind) => kind.retired !== true);
  const along = offered.filter((kind) => joins(kind, source, target));
  const against = offered.filter((kind) => !along.includes(kind) && joins(kind, target, source));
  return [
    ...along.map((kind) => ({ kind, isFlipped: false })),
    ...against.map((kind) => ({ kind, isFlipped: true })),
  ];
}

/** The relation that says the same already, if there is one. */
export function sameRelation(
  labels: Labels,
  wanted: Pick<Relation, "source" | "target" | "class_id">,
  isDirected: boolean,
): Relation | undefined {
  return relationsOf(labels).find(
    (each) =>
      each.class_id === wanted.class_id &&
      ((each.source === wanted.source && each.target === wanted.target) ||
        (!isDirected && each.source === wanted.target && each.target === wanted.source)),
  );
}

/** Relations by the spans they touch: each span's own, in the order they were made. */
export function relationsBySpan(labels: Labels): ReadonlyMap<string, readonly Relation[]> {
  const found = new Map<string, Relation[]>();
  const note = (spanId: string, relation: Relation) => {
    const those = found.get(spanId);
    if (those === undefined) found.set(spanId, [relation]);
    else those.push(relation);
  };
  for (const relation of relationsOf(labels)) {
    note(relation.source, relation);
    note(relation.target, relation);
  }
  return found;
}

export function relationClassOf(ontology: Ontology, relation: Relation): RelationClass | undefined {
  return ontology.relations?.find((each) => each.id === relation.class_id);
}

/** Why a relation may not be; null if it may. */
export function refusal(
  ontology: Ontology,
  labels: Labels,
  wanted: Pick<Relation, "source" | "target" | "class_id"> & { readonly id?: string },
): "unknown" | "ends" | "twice" | null {
  const kind = ontology.relations?.find((each) => each.id === wanted.class_id);
  if (kind === undefined || (kind.retired === true && wanted.id === undefined)) return "unknown";
  const classOf = (id: string) => labels.spans.find((span) => span.id === id)?.class_id;
  const [source, target] = [classOf(wanted.source), classOf(wanted.target)];
  if (source === undefined || target === undefined || wanted.source === wanted.target) {
    return "ends";
  }
  if (!joins(kind, source, target)) return "ends";
  const twin = sameRelation(labels, wanted, kind.directed);
  return twin !== undefined && twin.id !== wanted.id ? "twice" : null;
}
