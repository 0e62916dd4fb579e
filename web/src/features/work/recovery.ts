// Work that survives a crash: what is kept of it in the browser, and how it comes back.
// - Of labels: places, classes and choices; never words of a text, never what somebody wrote. What
//   was written comes back from the server's last save.
// - Of a review: what was found right, and comments, which the server gets only with the verdict.
// SPDX-License-Identifier: Apache-2.0
import type { Labels, Ontology, Span } from "#lib/labels";
import type { Decided } from "./decisions";

/** What the browser keeps; `seq` tells whether the server has something newer. */
export interface Kept {
  readonly seq: number;
  readonly labels: Labels;
  readonly at: number;
  /** It was being handed in when the server could not be reached. */
  readonly wasHandedIn: boolean;
  /** What a reviewer had decided, object by object. */
  readonly decided?: Decided;
}

const writtenIn = (ontology: Ontology) =>
  new Set(ontology.questions.filter((each) => each.kind === "text").map((each) => each.id));

/** Labels without anything that somebody typed. */
export function withoutWriting(labels: Labels, ontology: Ontology): Labels {
  const written = writtenIn(ontology);
  return {
    ...labels,
    spans: labels.spans.map((span) => ({ ...span, attributes: chosenOf(span, ontology) })),
    answers: labels.answers.filter((each) => !written.has(each.question_id)),
  };
}

/** Whether an attribute of a span was chosen and not typed: nobody can be named by it. */
function isChosen(span: Span, attributeId: string, ontology: Ontology): boolean {
  const kind = ontology.classes.find((each) => each.id === span.class_id);
  const asked = kind?.attributes?.find((each) => each.id === attributeId);
  return asked !== undefined && asked.kind !== "text";
}

const attributesWhere = (span: Span, keeps: (id: string) => boolean): Span["attributes"] =>
  Object.fromEntries(Object.entries(span.attributes).filter(([id]) => keeps(id)));

const chosenOf = (span: Span, ontology: Ontology) =>
  attributesWhere(span, (id) => isChosen(span, id, ontology));

const typedOf = (span: Span, ontology: Ontology) =>
  attributesWhere(span, (id) => !isChosen(span, id, ontology));

/** Kept labels with what was typed, as the server has it. */
export function withWriting(kept: Labels, saved: Labels, ontology: Ontology): Labels {
  const written = writtenIn(ontology);
  const attributes = new Map(saved.spans.map((span) => [span.id, typedOf(span, ontology)]));
  return {
    ...kept,
    spans: kept.spans.map((span) => ({
      ...span,
      attributes: { ...attributes.get(span.id), ...span.attributes },
    })),
    answers: [...kept.answers, ...saved.answers.filter((each) => written.has(each.question_id))],
  };
}

/** What comes back, or null where the server has all of it. */
export function recovered(kept: Kept | null, savedSeq: number): Kept | null {
  return kept !== null && kept.seq > savedSeq ? kept : null;
}
