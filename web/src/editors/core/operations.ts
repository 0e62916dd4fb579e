// What can be done to labels, each as labels made of labels: nothing here knows of undo or of a page.
// - What stays as it was is the same value: labels in which nothing changed are the ones given.
// - A span that goes takes its relations along; a span of another class keeps what still fits.
// - An emptied answer or attribute is none; what is not doubted says nothing about doubt.
// SPDX-License-Identifier: Apache-2.0
import {
  type Answer,
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

const isEmpty = (value: AnswerValue | null) =>
  value === null || value === "" || (Array.isArray(value) && value.length === 0);

export const isTwin = (a: Pick<Span, "start" | "end" | "class_id">, b: Span): boolean =>
  a.start === b.start && a.end === b.end && a.class_id === b.class_id;

/** The list with what is found changed; the same list where nothing is. */
function changed<T>(
  list: readonly T[],
  isIt: (each: T) => boolean,
  change: (each: T) => T,
): readonly T[] {
  const at = list.findIndex(isIt);
  const found = list[at];
  if (found === undefined) return list;
  const next = change(found);
  return next === found ? list : list.with(at, next);
}

function withSpan(labels: Labels, id: string, change: (span: Span) => Span): Labels {
  const spans = changed(labels.spans, (span) => span.id === id, change);
  return spans === labels.spans ? labels : { ...labels, spans };
}

function withRelation(labels: Labels, id: string, change: (each: Relation) => Relation): Labels {
  const before = relationsOf(labels);
  const relations = changed(before, (each) => each.id === id, change);
  return relations === before ? labels : { ...labels, relations };
}

function withAnswers(labels: Labels, answers: readonly Answer[]): Labels {
  return answers === labels.answers ? labels : { ...labels, answers };
}

export function addSpan(
  labels: Labels,
  span: Pick<Span, "id" | "start" | "end" | "class_id">,
): Labels {
  return { ...labels, spans: [...labels.spans, { ...span, attributes: {} }] };
}

/** Keep the relations for which `keeps` holds; none left leaves no list. */
function keepRelations(labels: Labels, keeps: (each: Relation) => boolean): Labels {
  const { relations, ...rest } = labels;
  if (relations === undefined) return labels;
  const kept = relations.filter(keeps);
  if (kept.length === relations.length) return labels;
  return kept.length === 0 ? rest : { ...rest, relations: kept };
}

export function removeSpan(labels: Labels, id: string): Labels {
  const spans = labels.spans.filter((span) => span.id !== id);
  if (spans.length === labels.spans.length) return labels;
  return keepRelations({ ...labels, spans }, (each) => each.source !== id && each.target !== id);
}

/** Give a span another class; attributes and relations that do not fit it go. */
export function reclass(
  labels: Labels,
  id: string,
  classId: string,
  ontology: Ontology | null,
): Labels {
  const next = withSpan(labels, id, (span) =>
    span.class_id === classId ? span : { ...span, class_id: classId },
  );
  if (ontology === null || next === labels) return next;
  const asked = ontology.classes.find((each) => each.id === classId)?.attributes ?? [];
  const byId = new Map(asked.map((each) => [each.id, each]));
  const fitting = withSpan(next, id, (span) => {
    const all = Object.entries(span.attributes);
    const kept = all.filter(([name, value]) => {
      const question = byId.get(name);
      return question !== undefined && fits(question, value);
    });
    return kept.length === all.length ? span : { ...span, attributes: Object.fromEntries(kept) };
  });
  return keepRelations(fitting, (each) => !touches(each, id) || isAllowed(fitting, each, ontology));
}

const touches = (relation: Relation, spanId: string) =>
  relation.source === spanId || relation.target === spanId;

function isAllowed(labels: Labels, relation: Relation, ontology: Ontology): boolean {
  const kind = ontology.relations?.find((each) => each.id === relation.class_id);
  const classOf = (id: string) => labels.spans.find((span) => span.id === id)?.class_id ?? "";
  return kind !== undefined && joins(kind, classOf(relation.source), classOf(relation.target));
}

export function moveEdges(labels: Labels, id: string, start: number, end: number): Labels {
  return withSpan(labels, id, (span) => {
    const isSame = span.start === start && span.end === end;
    return isSame || start >= end ? span : { ...span, start, end };
  });
}

export function setAttribute(
  labels: Labels,
  spanId: string,
  attributeId: string,
  value: AnswerValue | null,
): Labels {
  return withSpan(labels, spanId, (span) => {
    const { [attributeId]: before, ...others } = span.attributes;
    const next = isEmpty(value) ? undefined : (value as AnswerValue);
    if (next === before) return span;
    if (next === undefined) return { ...span, attributes: others };
    return { ...span, attributes: { ...span.attributes, [attributeId]: next } };
  });
}

export function setAnswer(
  labels: Labels,
  questionId: string,
  value: AnswerValue | null,
  turn = 0,
): Labels {
  const isIt = (each: Answer) => isAnswerTo(each, questionId, turn);
  const isThere = labels.answers.some(isIt);
  if (isEmpty(value)) {
    return isThere ? { ...labels, answers: labels.answers.filter((each) => !isIt(each)) } : labels;
  }
  const given = value as AnswerValue;
  if (!isThere) {
    const answer = { question_id: questionId, value: given, ...(turn ? { turn } : {}) };
    return { ...labels, answers: [...labels.answers, answer] };
  }
  const put = (each: Answer) => (each.value === given ? each : { ...each, value: given });
  return withAnswers(labels, changed(labels.answers, isIt, put));
}

export function addRelation(labels: Labels, relation: Relation): Labels {
  return { ...labels, relations: [...relationsOf(labels), relation] };
}

export function removeRelation(labels: Labels, id: string): Labels {
  return keepRelations(labels, (each) => each.id !== id);
}

/** Let a relation point the other way. */
export function flipRelation(labels: Labels, id: string): Labels {
  return withRelation(labels, id, (each) => ({
    ...each,
    ...{ source: each.target, target: each.source },
  }));
}

export function reclassRelation(labels: Labels, id: string, classId: string): Labels {
  return withRelation(labels, id, (each) =>
    each.class_id === classId ? each : { ...each, class_id: classId },
  );
}

/** The same thing, doubted where it was not, and the other way round. */
function turned<T extends { readonly unsure?: boolean }>(thing: T): T {
  const { unsure, ...sure } = thing;
  return unsure === true ? (sure as T) : { ...thing, unsure: true };
}

/** Doubt a span, a relation, an answer or the whole text, or stop doubting it. */
export function toggleUnsure(labels: Labels, id: string): Labels {
  if (id === WHOLE_TEXT) return turned(labels);
  const spans = withSpan(labels, id, turned);
  if (spans !== labels) return spans;
  const relations = withRelation(labels, id, turned);
  if (relations !== labels) return relations;
  const isIt = (each: Answer) => answerKey(each.question_id, each.turn) === id;
  return withAnswers(labels, changed(labels.answers, isIt, turned));
}

/** Other labels in the place of these. */
export function replaced(labels: Labels, { spans, relations, answers, unsure }: Labels): Labels {
  const { relations: before, unsure: was, ...rest } = labels;
  const isSame = spans === rest.spans && answers === rest.answers && relations === before;
  if (isSame && (unsure === true) === (was === true)) return labels;
  const more = { ...(relations && { relations }), ...(unsure === true && { unsure }) };
  return { ...rest, spans, answers, ...more };
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
