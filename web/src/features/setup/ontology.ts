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
  // i18n-exempt: what is proposed becomes the project's own words, and is changed there
  { id: "yes", name: "Yes", hotkey: "" },
  // i18n-exempt: same
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
  const { id, title, required, retired, per_turn, roles } = asked;
  const had = asked.options ?? [];
  const options = hasOptions(kind) ? (had.length > 0 ? had : YES_OR_NO) : [];
  const flat = options.map(({ parent, ...option }) => option);
  return {
    ...{ id, kind, title, required, max: maxOf(kind) },
    options: kind === "tree" ? options : flat,
    ...(per_turn === true ? { per_turn, roles: roles ?? [] } : {}),
    ...(retired === true ? { retired } : {}),
  };
}

export const hasOptions = (kind: QuestionKind) =>
  kind === "single" || kind === "multiple" || kind === "tree";

/** An ontology without a class, also where relations named it as an end. */
export function withoutClass(ontology: Ontology, id: string): Ontology {
  const keeps = (ends: readonly string[]) => ends.filter((each) => each !== id);
  const relations = ontology.relations?.map((each) => ({
    ...each,
    sources: keeps(each.sources),
    targets: keeps(each.targets),
  }));
  const classes = replaced(ontology.classes, id, null);
  return { ...ontology, classes, ...(relations === undefined ? {} : { relations }) };
}

/** Another ontology added to this one: what is there already, by id or name, stays as it is. */
export function added(ontology: Ontology, more: Ontology): Ontology {
  const taken = new Set(idsOf(ontology));
  const ids = new Map<string, string>();
  const fresh = <T extends { readonly id: string }>(
    there: readonly T[],
    coming: readonly T[],
    nameOf: (each: T) => string,
  ): readonly T[] => {
    const names = new Map(there.map((each) => [nameOf(each).toLowerCase(), each.id]));
    return coming.flatMap((each) => {
      const known = names.get(nameOf(each).toLowerCase());
      const id = known ?? (taken.has(each.id) ? idFor(nameOf(each), taken) : each.id);
      ids.set(each.id, id);
      taken.add(id);
      return known === undefined ? [{ ...each, id }] : [];
    });
  };
  const keys = new Set(keysIn(ontology));
  const keyless = <T extends { readonly hotkey?: string | null }>(each: T): T =>
    each.hotkey && keys.has(each.hotkey) ? { ...each, hotkey: "" } : each;
  const classes = fresh(ontology.classes, more.classes, ({ name }) => name).map(keyless);
  const relations = fresh(ontology.relations ?? [], more.relations ?? [], ({ name }) => name)
    .map(keyless)
    .map((each) => ({
      ...each,
      sources: each.sources.map((id) => ids.get(id) ?? id),
      targets: each.targets.map((id) => ids.get(id) ?? id),
    }));
  const questions = fresh(ontology.questions, more.questions, ({ title }) => title).map((each) => ({
    ...each,
    options: (each.options ?? []).map(keyless),
  }));
  return {
    ...ontology,
    classes: [...ontology.classes, ...classes],
    relations: [...(ontology.relations ?? []), ...relations],
    questions: [...ontology.questions, ...questions],
  };
}

const keysIn = (ontology: Ontology): readonly string[] => [
  ...[...ontology.classes, ...(ontology.relations ?? [])].map(({ hotkey }) => hotkey ?? ""),
  ...ontology.questions.flatMap(({ options }) => (options ?? []).map(({ hotkey }) => hotkey ?? "")),
];

/** A list with one of its members replaced, or removed by null. */
export function replaced<T extends { readonly id: string }>(
  list: readonly T[],
  id: string,
  next: T | null,
): readonly T[] {
  return list.flatMap((each) => (each.id === id ? (next ?? []) : [each]));
}
