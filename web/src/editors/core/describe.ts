// What was said of a span, in one line: its attributes, and what it belongs to.
// SPDX-License-Identifier: Apache-2.0
import { say } from "#i18n/language";
import type { AnswerValue, Labels, Ontology, Question, Relation, Span } from "#lib/labels";
import { relationClassOf } from "./relations";

const MOST_RELATIONS = 3;

/** A value as one reads it: names of options instead of their ids. */
export function readable(question: Question | undefined, value: AnswerValue): string {
  const names = new Map((question?.options ?? []).map(({ id, name }) => [id, name]));
  const values = Array.isArray(value) ? (value as readonly string[]) : [String(value)];
  return values.map((each) => names.get(each) ?? each).join(", ");
}

export interface Describing {
  readonly ontology: Ontology;
  readonly labels: Labels;
  readonly relations: ReadonlyMap<string, readonly Relation[]>;
  readonly quote: (span: Span) => string;
}

/** How a relation reads from one of its ends. */
export function describeRelation(
  { ontology, labels, quote }: Omit<Describing, "relations">,
  relation: Relation,
  fromId: string,
): {
  readonly arrow: string;
  readonly name: string;
  readonly other: Span | undefined;
  words: string;
} {
  const kind = relationClassOf(ontology, relation);
  const isSource = relation.source === fromId;
  const otherId = isSource ? relation.target : relation.source;
  const other = labels.spans.find((span) => span.id === otherId);
  const arrow = kind?.directed === false ? "↔" : isSource ? "→" : "←";
  return { arrow, name: kind?.name ?? "?", other, words: other === undefined ? "?" : quote(other) };
}

/** One line about a span; empty where nothing but its class was said. */
export function describeSpan(parts: Describing, span: Span): string {
  const kind = parts.ontology.classes.find((each) => each.id === span.class_id);
  const asked = new Map((kind?.attributes ?? []).map((each) => [each.id, each]));
  const attributes = Object.entries(span.attributes).map(([id, value]) => {
    const question = asked.get(id);
    return `${question?.title ?? id}: ${readable(question, value)}`;
  });
  const all = parts.relations.get(span.id) ?? [];
  const relations = all.slice(0, MOST_RELATIONS).map((relation) => {
    const { arrow, name, words } = describeRelation(parts, relation, span.id);
    return `${arrow} ${name} ${words}`;
  });
  const more = all.length - relations.length;
  return [
    ...attributes,
    ...relations,
    more > 0 && say("editors")("core.list.more", { count: more }),
  ]
    .filter(Boolean)
    .join(" · ");
}
