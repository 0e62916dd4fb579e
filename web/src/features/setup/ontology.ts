// Changing an ontology in a form: ids stay, names change, keys are used once.
// SPDX-License-Identifier: Apache-2.0
import type { OntologyWanted } from "#api/types";
import { RESERVED } from "#editors/core/hotkeys";
import { HUES } from "#editors/core/palette";
import type { Ontology, Option, Question, QuestionKind, SpanClass } from "#lib/labels";

export type Trouble = { readonly at: string; readonly message: string };

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

/** Ids of classes and questions share one space, as the server checks them. */
const idsOf = (ontology: Ontology) =>
  new Set([...ontology.classes, ...ontology.questions].map((each) => each.id));

export function newClass(ontology: Ontology): SpanClass {
  const at = ontology.classes.length;
  const name = `Label ${at + 1}`;
  const color = HUES[at % HUES.length]?.color ?? "#0b63a5";
  return { id: idFor(name, idsOf(ontology)), name, color, hotkey: "", description: "" };
}

export function newOption(question: Question): Option {
  const options = question.options ?? [];
  const name = `Answer ${options.length + 1}`;
  return { id: idFor(name, new Set(options.map((each) => each.id))), name, hotkey: "" };
}

export function newQuestion(ontology: Ontology, kind: QuestionKind): Question {
  const title = `Question ${ontology.questions.length + 1}`;
  const question = { id: idFor(title, idsOf(ontology)), kind, title, required: false, max: 5 };
  return hasOptions(kind)
    ? {
        ...question,
        options: [
          { id: "yes", name: "Yes", hotkey: "" },
          { id: "no", name: "No", hotkey: "" },
        ],
      }
    : { ...question, options: [] };
}

export const hasOptions = (kind: QuestionKind) => kind === "single" || kind === "multiple";

function* keysOf(ontology: Ontology): Generator<readonly [at: string, key: string]> {
  for (const each of ontology.classes) if (each.hotkey) yield [each.id, each.hotkey];
  for (const question of ontology.questions) {
    for (const option of question.options ?? []) {
      if (option.hotkey) yield [`${question.id}/${option.id}`, option.hotkey];
    }
  }
}

function keyTroubles(ontology: Ontology): Trouble[] {
  const seen = new Set<string>();
  return [...keysOf(ontology)].flatMap(([at, key]) => {
    const lower = key.toLowerCase();
    const isTwice = seen.has(lower);
    seen.add(lower);
    if (RESERVED.has(lower)) return { at, message: `The key ${key} is the page's own` };
    return isTwice ? { at, message: `The key ${key} is used twice` } : [];
  });
}

/** What keeps an ontology from being published, each with the id it is about. */
export function troublesOf(ontology: Ontology): readonly Trouble[] {
  const nameless = ontology.classes.filter((each) => each.name.trim() === "");
  const untitled = ontology.questions.filter((each) => each.title.trim() === "");
  const optionless = ontology.questions.filter(
    (each) => hasOptions(each.kind) && (each.options ?? []).length === 0,
  );
  return [
    ...nameless.map(({ id }) => ({ at: id, message: "A label needs a name" })),
    ...untitled.map(({ id }) => ({ at: id, message: "A question needs its words" })),
    ...optionless.map(({ id }) => ({ at: id, message: "A choice needs answers to choose from" })),
    ...keyTroubles(ontology),
  ];
}

/** The ontology as the server takes it: every field present, blanks trimmed. */
export function tidy(ontology: Ontology): OntologyWanted {
  return {
    classes: ontology.classes.map((each) => ({
      id: each.id,
      name: each.name.trim(),
      color: each.color,
      hotkey: each.hotkey ?? "",
      description: (each.description ?? "").trim(),
    })),
    questions: ontology.questions.map((each) => ({
      id: each.id,
      kind: each.kind,
      title: each.title.trim(),
      required: each.required,
      options: (each.options ?? []).map(({ id, name, hotkey }) => ({
        id,
        name: name.trim(),
        hotkey: hotkey ?? "",
      })),
      max: each.max ?? 5,
    })),
  };
}

/** A list with one of its members replaced, or removed by null. */
export function replaced<T extends { readonly id: string }>(
  list: readonly T[],
  id: string,
  next: T | null,
): readonly T[] {
  return list.flatMap((each) => (each.id === id ? (next ?? []) : [each]));
}
