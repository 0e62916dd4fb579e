// What can be done to labels, each as a change of a draft: nothing here knows of undo or of a page.
// - A span that goes takes its relations along; a span of another class keeps what still fits.
// - An emptied answer or attribute is none; what is not doubted says nothing about doubt.
// SPDX-License-Identifier: Apache-2.0
import type { Draft } from "immer";
import {
  type AnswerValue,
  type Labels,
  type Ontology,
  type Question,
  type Relation,
  type Span,
  WHOLE_TEXT,
} from "#lib/labels";
import { answerKey, fits, isAnswerTo } from "./answers";
import { joins, relationsOf } from "./relations";

type Change = Draft<Labels>;

const isEmpty = (value: AnswerValue | null) =>
  value === null || value === "" || (Array.isArray(value) && value.length === 0);

export const isTwin = (a: Pick<Span, "start" | "end" | "class_id">, b: Span): boolean =>
  a.start === b.start && a.end === b.end && a.class_id === b.class_id;

export function addSpan(draft: Change, span: Pick<Span, "id" | "start" | "end" | "class_id">) {
  draft.spans.push({ ...span, attributes: {} });
}

/** Keep the relations for which `keeps` holds; none left leaves no list. */
function keepRelations(draft: Change, keeps: (each: Relation) => boolean): void {
  if (draft.relations === undefined) return;
  const kept = draft.relations.filter(keeps);
  if (kept.length === draft.relations.length) return;
  if (kept.length === 0) delete draft.relations;
  else draft.relations = kept;
}

export function removeSpan(draft: Change, id: string): void {
  const at = draft.spans.findIndex((span) => span.id === id);
  if (at < 0) return;
  draft.spans.splice(at, 1);
  keepRelations(draft, (each) => each.source !== id && each.target !== id);
}

/** Give a span another class; attributes and relations that do not fit it go. */
export function reclass(draft: Change, id: string, classId: string, ontology: Ontology | null) {
  const span = draft.spans.find((each) => each.id === id);
  if (span === undefined || span.class_id === classId) return;
  span.class_id = classId;
  if (ontology === null) return;
  const asked = ontology.classes.find((each) => each.id === classId)?.attributes ?? [];
  const byId = new Map(asked.map((each) => [each.id, each]));
  for (const [name, value] of Object.entries(span.attributes)) {
    const question = byId.get(name);
    if (question === undefined || !fits(question, value as AnswerValue)) {
      delete span.attributes[name];
    }
  }
  keepRelations(draft, (each) => !touches(each, id) || isAllowed(draft, each, ontology));
}

const touches = (relation: Relation, spanId: string) =>
  relation.source === spanId || relation.target === spanId;

function isAllowed(draft: Change, relation: Relation, ontology: Ontology): boolean {
  const kind = ontology.relations?.find((each) => each.id === relation.class_id);
  const classOf = (id: string) => draft.spans.find((span) => span.id === id)?.class_id ?? "";
  return kind !== undefined && joins(kind, classOf(relation.source), classOf(relation.target));
}

export function moveEdges(draft: Change, id: string, start: number, end: number): void {
  const span = draft.spans.find((each) => each.id === id);
  if (span === undefined || start >= end) return;
  span.start = start;
  span.end = end;
}

export function setAttribute(
  draft: Change,
  spanId: string,
  attributeId: string,
  value: AnswerValue | null,
): void {
  const span = draft.spans.find((each) => each.id === spanId);
  if (span === undefined) return;
  if (isEmpty(value)) delete span.attributes[attributeId];
  else span.attributes[attributeId] = value as Draft<AnswerValue>;
}

export function setAnswer(
  draft: Change,
  questionId: string,
  value: AnswerValue | null,
  turn = 0,
): void {
  const at = draft.answers.findIndex((each) => isAnswerTo(each, questionId, turn));
  if (isEmpty(value)) {
    if (at >= 0) draft.answers.splice(at, 1);
    return;
  }
  const given = value as Draft<AnswerValue>;
  const answer = draft.answers[at];
  if (answer !== undefined) answer.value = given;
  else draft.answers.push({ question_id: questionId, value: given, ...(turn ? { turn } : {}) });
}

export function addRelation(draft: Change, relation: Relation): void {
  draft.relations = [...(draft.relations ?? []), relation];
}

export function removeRelation(draft: Change, id: string): void {
  keepRelations(draft, (each) => each.id !== id);
}

/** Let a relation point the other way. */
export function flipRelation(draft: Change, id: string): void {
  const relation = draft.relations?.find((each) => each.id === id);
  if (relation === undefined) return;
  const { source, target } = relation;
  relation.source = target;
  relation.target = source;
}

export function reclassRelation(draft: Change, id: string, classId: string): void {
  const relation = draft.relations?.find((each) => each.id === id);
  if (relation !== undefined) relation.class_id = classId;
}

/** Doubt a span, a relation, an answer or the whole text, or stop doubting it. */
export function toggleUnsure(draft: Change, id: string): void {
  const found =
    (id === WHOLE_TEXT ? draft : undefined) ??
    draft.spans.find((each) => each.id === id) ??
    draft.relations?.find((each) => each.id === id) ??
    draft.answers.find((each) => answerKey(each.question_id, each.turn) === id);
  if (found === undefined) return;
  if (found.unsure === true) delete found.unsure;
  else found.unsure = true;
}

/** Whether labels have a span or a relation of this id. */
export const hasObject = (labels: Labels, id: string | null): boolean =>
  labels.spans.some((span) => span.id === id) ||
  relationsOf(labels).some((relation) => relation.id === id);

/** What is asked about a span. */
export function attributesOf(ontology: Ontology, span: Span): readonly Question[] {
  const kind = ontology.classes.find((each) => each.id === span.class_id);
  return (kind?.attributes ?? []).filter(
    (each) => each.retired !== true || span.attributes[each.id] !== undefined,
  );
}
