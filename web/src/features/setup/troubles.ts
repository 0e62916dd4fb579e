// What keeps an ontology from being published, each with the id of what it is about.
// SPDX-License-Identifier: Apache-2.0
import { dateTrouble, readNumber } from "#editors/core/answers";
import { RESERVED } from "#editors/core/hotkeys";
import type { Key, Values } from "#i18n/namespaces";
import type { Ontology, Question } from "#lib/labels";
import { hasOptions } from "./ontology";

export interface Trouble {
  /** The id of a class, relation or question; `class/attribute` for an attribute. */
  readonly at: string;
  readonly is: Key<"setup">;
  readonly values?: Values;
}

type HotKey = readonly [at: string, key: string];

/** The keys of a question's options; `at` is where the question stands. */
const optionKeys = (at: string, question: Question): readonly HotKey[] =>
  (question.options ?? []).flatMap(({ hotkey }) => (hotkey ? [[at, hotkey] as const] : []));

function sharedKeys(ontology: Ontology): readonly HotKey[] {
  const looks = [...ontology.classes, ...(ontology.relations ?? [])];
  return [
    ...looks.flatMap(({ id, hotkey }) => (hotkey ? [[id, hotkey] as const] : [])),
    ...ontology.questions.flatMap((each) => optionKeys(each.id, each)),
  ];
}

function troublesOfKeys(keys: readonly HotKey[], taken: Iterable<string> = []): readonly Trouble[] {
  const seen = new Set(taken);
  return keys.flatMap(([at, key]) => {
    const lower = key.toLowerCase();
    const isTwice = seen.has(lower);
    seen.add(lower);
    if (RESERVED.has(lower)) return { at, is: "trouble.keyOfPage" as const, values: { key } };
    return isTwice ? { at, is: "trouble.keyTwice" as const, values: { key } } : [];
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

function numberTroubleOf({ min, max, step }: Limits): Key<"setup"> | null {
  const isWrong = [min, max, step].some((each) => each !== "" && readNumber(each) !== each);
  if (isWrong) return "trouble.limitNumbers";
  if (step !== "" && Number(step) <= 0) return "trouble.limitStep";
  const isTurned = min !== "" && max !== "" && Number(min) > Number(max);
  return isTurned ? "trouble.limitTurned" : null;
}

function dateTroubleOf(question: Question, { min, max }: Limits): Key<"setup"> | null {
  const open = { ...question, min: "", max: "" };
  const isWrong = [min, max].some((each) => each !== "" && dateTrouble(open, each) !== null);
  if (isWrong) return "trouble.limitDates";
  return min !== "" && max !== "" && min > max ? "trouble.datesTurned" : null;
}

function limitTrouble(question: Question): Key<"setup"> | null {
  const { kind, min = "", step = "" } = question;
  const limits = { min, max: typeof question.max === "string" ? question.max : "", step };
  if (kind === "number") return numberTroubleOf(limits);
  return kind === "date" ? dateTroubleOf(question, limits) : null;
}

function questionTroubles(at: string, question: Question): readonly Trouble[] {
  const options = question.options ?? [];
  const limit = limitTrouble(question);
  return [
    ...(question.title.trim() === "" ? [{ at, is: "trouble.untitled" as const }] : []),
    ...(hasOptions(question.kind) && options.length === 0
      ? [{ at, is: "trouble.optionless" as const }]
      : []),
    ...(options.some(({ name }) => name.trim() === "")
      ? [{ at, is: "trouble.optionNameless" as const }]
      : []),
    ...(limit === null ? [] : [{ at, is: limit }]),
  ];
}

export function troublesOf(ontology: Ontology): readonly Trouble[] {
  const looks = [...ontology.classes, ...(ontology.relations ?? [])];
  return [
    ...looks
      .filter((each) => each.name.trim() === "")
      .map(({ id }) => ({ at: id, is: "trouble.nameless" as const })),
    ...ontology.questions.flatMap((each) => questionTroubles(each.id, each)),
    ...ontology.classes.flatMap((kind) =>
      (kind.attributes ?? []).flatMap((each) => questionTroubles(`${kind.id}/${each.id}`, each)),
    ),
    ...keyTroubles(ontology),
  ];
}
