// What differs between the labels someone was given and the labels they made of them.
// SPDX-License-Identifier: Apache-2.0
import { type Answer, type Labels, type Relation, type Span, WHOLE_TEXT } from "#lib/labels";
import { answerKey } from "./answers";
import { relationsOf } from "./relations";

export type SpanChange =
  | { readonly kind: "same" | "added"; readonly span: Span }
  | { readonly kind: "changed"; readonly span: Span; readonly was: Span }
  | { readonly kind: "removed"; readonly was: Span };

/** Attributes in whatever order they were given. */
const said = (attributes: Span["attributes"]) =>
  JSON.stringify(Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1)));

const sameDoubt = (a: { unsure?: boolean }, b: { unsure?: boolean }) =>
  (a.unsure ?? false) === (b.unsure ?? false);

const sameSpan = (a: Span, b: Span) =>
  a === b ||
  (a.start === b.start &&
    a.end === b.end &&
    a.class_id === b.class_id &&
    sameDoubt(a, b) &&
    said(a.attributes) === said(b.attributes));

const sameAnswer = (a: Answer, b: Answer) =>
  sameDoubt(a, b) && JSON.stringify(a.value) === JSON.stringify(b.value);

export type RelationChange =
  | { readonly kind: "same" | "added"; readonly relation: Relation }
  | { readonly kind: "changed"; readonly relation: Relation; readonly was: Relation }
  | { readonly kind: "removed"; readonly was: Relation };

const sameRelation = (a: Relation, b: Relation) =>
  a.source === b.source && a.target === b.target && a.class_id === b.class_id && sameDoubt(a, b);

/** Every relation of both; relations are the same one by their id. */
export function relationChanges(before: Labels, after: Labels): readonly RelationChange[] {
  const was = new Map(relationsOf(before).map((relation) => [relation.id, relation]));
  const changes: RelationChange[] = relationsOf(after).map((relation) => {
    const old = was.get(relation.id);
    was.delete(relation.id);
    if (old === undefined) return { kind: "added", relation };
    return sameRelation(old, relation)
      ? { kind: "same", relation }
      : { kind: "changed", relation, was: old };
  });
  for (const old of was.values()) changes.push({ kind: "removed", was: old });
  return changes;
}

/** Every span of both, by place in the text; spans are the same one by their id. */
export function spanChanges(before: Labels, after: Labels): readonly SpanChange[] {
  if (before.spans === after.spans) {
    return [...after.spans].sort(byPlace).map((span) => ({ kind: "same", span }));
  }
  const was = new Map(before.spans.map((span) => [span.id, span]));
  const changes: SpanChange[] = after.spans.map((span) => {
    const old = was.get(span.id);
    was.delete(span.id);
    if (old === undefined) return { kind: "added", span };
    return sameSpan(old, span) ? { kind: "same", span } : { kind: "changed", span, was: old };
  });
  for (const old of was.values()) changes.push({ kind: "removed", was: old });
  return changes.sort((a, b) => byPlace(spanOf(a), spanOf(b)));
}

export const spanOf = (change: SpanChange): Span =>
  change.kind === "removed" ? change.was : change.span;

/** Order spans as they are read: by start, the longer one first. */
export const byPlace = (a: Span, b: Span): number => a.start - b.start || b.end - a.end;

/** Keys of the answers that differ, and `WHOLE_TEXT` if the doubt about all of it does. */
export function changedAnswers(before: Labels, after: Labels): ReadonlySet<string> {
  const keyOf = ({ question_id, turn }: Answer) => answerKey(question_id, turn);
  const was = new Map(before.answers.map((answer) => [keyOf(answer), answer]));
  const changed = new Set<string>();
  for (const answer of after.answers) {
    const old = was.get(keyOf(answer));
    if (old === undefined || !sameAnswer(old, answer)) changed.add(keyOf(answer));
    was.delete(keyOf(answer));
  }
  for (const id of was.keys()) changed.add(id);
  if ((before.unsure === true) !== (after.unsure === true)) changed.add(WHOLE_TEXT);
  return changed;
}

/** How many objects and answers differ. */
export function countChanges(before: Labels, after: Labels): number {
  if (before === after) return 0;
  const spans = spanChanges(before, after).filter((change) => change.kind !== "same");
  const relations = relationChanges(before, after).filter((change) => change.kind !== "same");
  return spans.length + relations.length + changedAnswers(before, after).size;
}
