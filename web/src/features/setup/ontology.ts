// Changing an ontology in a form: ids stay, names change, keys are used once.
// SPDX-License-Identifier: Apache-2.0
import { HUES } from "#editors/core/palette";
import type {
  Ontology,
  Option,
  Question,
  QuestionKind,
  RelationClass,
  SpanClass,
} from "#lib/labels";

/** An id made of a name: lower case, words joined, a number where it is taken. */
export function idFor(name: string, taken: ReadonlySet<string>): string {
  const plain = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40);
  const base = plain === "" ? "item" : plain;
  let id = base;
  for (let n = 2; taken.has(id); n++) id = `${base}-${n}`;
  return id;
}

/** Ids of classes, relations and questions share one space, as the server checks them. */
const idsOf = (ontology: Ontology) =>
  new Set(
    [...ontology.classes, ...(ontology.relations ?? []), ...ontology.questions].map(({ id }) => id),
  );

export function newClass(ontology: Ontology): SpanClass {
  const at = ontology.classes.length;
  const name = `Label ${at + 1}`;
  const color = HUES[at % HUES.length]?.color ?? "#0b63a5";
  return { id: idFor(name, idsOf(ontology)), name, color, hotkey: "", description: "" };
}

export function newRelation(ontology: Ontology): RelationClass {
  const at = (ontology.relations ?? []).length;
  const name = `Relation ${at + 1}`;
  const color = HUES[(at + 6) % HUES.length]?.color ?? "#5f3dc4";
  const id = idFor(name, idsOf(ontology));
  return { id, name, color, hotkey: "", description: "", sources: [], targets: [], directed: true };
}

export function newOption(question: Question): Option {
  const options = question.options ?? [];
  const name = `Answer ${options.length + 1}`;
  return { id: idFor(name, new Set(options.map((each) => each.id))), name, hotkey: "" };
}

const YES_OR_NO: readonly Option[] = [
  { id: "yes", name: "Yes", hotkey: "" },
  { id: "no", name: "No", hotkey: "" },
];

function question(id: string, kind: QuestionKind, title: string): Question {
  const options = hasOptions(kind) ? YES_OR_NO : [];
  return { id, kind, title, required: false, options, max: maxOf(kind) };
}

/** Numbers and dates have limits as text; everything else the highest rating. */
const maxOf = (kind: QuestionKind): number | string =>
  kind === "number" || kind === "date" ? "" : 5;

export function newQuestion(ontology: Ontology, kind: QuestionKind): Question {
  const title = `Question ${ontology.questions.length + 1}`;
  return question(idFor(title, idsOf(ontology)), kind, title);
}

export function newAttribute(kind: SpanClass, asked: QuestionKind): Question {
  const attributes = kind.attributes ?? [];
  const title = `Attribute ${attributes.length + 1}`;
  return question(idFor(title, new Set(attributes.map(({ id }) => id))), asked, title);
}

/** Ask the same in another way: what the new way cannot hold is left out. */
export function rekinded(asked: Question, kind: QuestionKind): Question {
  const { id, title, required, retired } = asked;
  const had = asked.options ?? [];
  const options = hasOptions(kind) ? (had.length > 0 ? had : YES_OR_NO) : [];
  const flat = options.map(({ parent, ...option }) => option);
  return {
    ...{ id, kind, title, required, max: maxOf(kind) },
    options: kind === "tree" ? options : flat,
    ...(retired === true ? { retired } : {}),
  };
}

export const hasOptions = (kind: QuestionKind) =>
  kind === "single" || kind === "multiple" || kind === "tree";

/** A list with one of its members replaced, or removed by null. */
export function replaced<T extends { readonly id: string }>(
  list: readonly T[],
  id: string,
  next: T | null,
): readonly T[] {
  return list.flatMap((each) => (each.id === id ? (next ?? []) : [each]));
}
