// The ontology as the server takes it: every field present, blanks trimmed, nothing that says nothing.
// SPDX-License-Identifier: Apache-2.0
import type { OntologyWanted } from "#api/types";
import type { Ontology, Option, Question } from "#lib/labels";

type WantedClass = OntologyWanted["classes"][number];
type WantedQuestion = OntologyWanted["questions"][number];
type WantedOption = WantedQuestion["options"][number];

interface Named {
  readonly id: string;
  readonly name: string;
  readonly color: string;
  readonly hotkey?: string | null;
  readonly description?: string | null;
  readonly retired?: boolean;
}

const retiredOf = ({ retired }: { readonly retired?: boolean }) =>
  retired === true ? { retired } : {};

const lookOf = (each: Named) => ({
  id: each.id,
  name: each.name.trim(),
  color: each.color,
  hotkey: each.hotkey ?? "",
  description: (each.description ?? "").trim(),
  ...retiredOf(each),
});

const optionOf = (option: Option): WantedOption => ({
  id: option.id,
  name: option.name.trim(),
  hotkey: option.hotkey ?? "",
  ...(option.parent ? { parent: option.parent } : {}),
  ...retiredOf(option),
});

/** Limits of numbers and dates are text, the highest rating is a number. */
function limitsOf({ kind, min, max, step }: Question) {
  if (kind !== "number" && kind !== "date") return { max: Number(max) || 5 };
  return {
    ...(min ? { min } : {}),
    ...(typeof max === "string" && max !== "" ? { max } : {}),
    ...(kind === "number" && step ? { step } : {}),
  };
}

const questionOf = (each: Question): WantedQuestion => ({
  id: each.id,
  kind: each.kind,
  title: each.title.trim(),
  required: each.required,
  options: (each.options ?? []).map(optionOf),
  ...limitsOf(each),
  ...(each.most && (each.kind === "multiple" || each.kind === "tree") ? { most: each.most } : {}),
  ...(each.leaves_only === true && each.kind === "tree" ? { leaves_only: true } : {}),
  ...(each.per_turn === true ? { per_turn: true } : {}),
  ...(each.per_turn === true && each.roles?.length ? { roles: [...each.roles] } : {}),
  ...retiredOf(each),
});

export function tidy(ontology: Ontology): OntologyWanted {
  const relations = ontology.relations ?? [];
  return {
    classes: ontology.classes.map((each): WantedClass => {
      const attributes = (each.attributes ?? []).map(questionOf);
      return { ...lookOf(each), ...(attributes.length > 0 ? { attributes } : {}) };
    }),
    ...(relations.length > 0
      ? {
          relations: relations.map((each) => ({
            ...lookOf(each),
            sources: each.sources,
            targets: each.targets,
            directed: each.directed,
          })),
        }
      : {}),
    questions: ontology.questions.map(questionOf),
    ...(ontology.across_turns === true ? { across_turns: true } : {}),
  };
}
