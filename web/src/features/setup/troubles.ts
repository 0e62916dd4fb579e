// What keeps an ontology from being published, each with the id of what it is about.
// SPDX-License-Identifier: Apache-2.0
import { dateTrouble, readNumber } from "#editors/core/answers";
import { RESERVED } from "#editors/core/hotkeys";
import type { Ontology, Question } from "#lib/labels";
import { hasOptions } from "./ontology";

export interface Trouble {
  /** The id of a class, relation or question; `class/attribute` for an attribute. */
  readonly at: string;
  readonly message: string;
}

type Key = readonly [at: string, key: string];

/** The keys of a question's options; `at` is where the question stands. */
const optionKeys = (at: string, question: Question): readonly Key[] =>
  (question.options ?? []).flatMap(({ hotkey }) => (hotkey ? [[at, hotkey] as const] : []));

function sharedKeys(ontology: Ontology): readonly Key[] {
  const looks = [...ontology.classes, ...(ontology.relations ?? [])];
  return [
    ...looks.flatMap(({ id, hotkey }) => (hotkey ? [[id, hotkey] as const] : [])),
    ...ontology.questions.flatMap((each) => optionKeys(each.id, each)),
  ];
}

function troublesOfKeys(keys: readonly Key[], taken: Iterable<string> = []): readonly Trouble[] {
  const seen = new Set(taken);
  return keys.flatMap(([at, key]) => {
    const lower = key.toLowerCase();
    const isTwice = seen.has(lower);
    seen.add(lower);
    if (RESERVED.has(lower)) return { at, message: `The key ${key} is the page's own` };
    return isTwice ? { at, message: `The key ${key} is used twice` } : [];
  });
}

function keyTroubles(ontology: Ontology): readonly Trouble[] {
  const shared = sharedKeys(ontology);
  const taken = shared.map(([, key]) => key.toLowerCase());
  return [
    ...troublesOfKeys(shared),
    ...ontology.classes.flatMap((kind) => {
      const keys = (kind.attributes ?? []).flatMap((each) =>
        optionKeys(`${kind.id}/${each.id}`, each),
      );
      return troublesOfKeys(keys, taken);
    }),
  ];
}

interface Limits {
  readonly min: string;
  readonly max: string;
  readonly step: string;
}

function numberTroubleOf({ min, max, step }: Limits): string | null {
  const isWrong = [min, max, step].some((each) => each !== "" && readNumber(each) !== each);
  if (isWrong) return "Limits and steps are numbers, such as 12 or 0.5";
  if (step !== "" && Number(step) <= 0) return "A step is above zero";
  const isTurned = min !== "" && max !== "" && Number(min) > Number(max);
  return isTurned ? "The least is above the most" : null;
}

function dateTroubleOf(question: Question, { min, max }: Limits): string | null {
  const open = { ...question, min: "", max: "" };
  const isWrong = [min, max].some((each) => each !== "" && dateTrouble(open, each) !== null);
  if (isWrong) return "Limits are dates";
  return min !== "" && max !== "" && min > max ? "The first day is after the last" : null;
}

function limitTrouble(question: Question): string | null {
  const { kind, min = "", step = "" } = question;
  const limits = { min, max: typeof question.max === "string" ? question.max : "", step };
  if (kind === "number") return numberTroubleOf(limits);
  return kind === "date" ? dateTroubleOf(question, limits) : null;
}

function questionTroubles(at: string, question: Question): readonly Trouble[] {
  const options = question.options ?? [];
  const limit = limitTrouble(question);
  return [
    ...(question.title.trim() === "" ? [{ at, message: "A question needs its words" }] : []),
    ...(hasOptions(question.kind) && options.length === 0
      ? [{ at, message: "A choice needs answers to choose from" }]
      : []),
    ...(options.some(({ name }) => name.trim() === "")
      ? [{ at, message: "An answer needs a name" }]
      : []),
    ...(limit === null ? [] : [{ at, message: limit }]),
  ];
}

export function troublesOf(ontology: Ontology): readonly Trouble[] {
  const looks = [...ontology.classes, ...(ontology.relations ?? [])];
  return [
    ...looks
      .filter((each) => each.name.trim() === "")
      .map(({ id }) => ({ at: id, message: "A label needs a name" })),
    ...ontology.questions.flatMap((each) => questionTroubles(each.id, each)),
    ...ontology.classes.flatMap((kind) =>
      (kind.attributes ?? []).flatMap((each) => questionTroubles(`${kind.id}/${each.id}`, each)),
    ),
    ...keyTroubles(ontology),
  ];
}
