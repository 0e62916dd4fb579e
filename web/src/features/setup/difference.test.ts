import { expect, it } from "vitest";
import type { Ontology, Question } from "#lib/labels";
import { differences } from "./difference";

const ASKED: Question = {
  id: "q",
  kind: "single",
  title: "Planned?",
  required: true,
  options: [
    { id: "yes", name: "Yes" },
    { id: "no", name: "No" },
  ],
};
const BEFORE: Ontology = {
  classes: [
    { id: "drug", name: "Drug", color: "#0b63a5" },
    { id: "dose", name: "Dose", color: "#b34700" },
    { id: "old", name: "Old", color: "#b34700" },
  ],
  questions: [ASKED],
};

it("nothing differs from itself, whatever the order of its fields", () => {
  const again = JSON.parse(JSON.stringify(BEFORE)) as Ontology;
  expect(differences(BEFORE, again)).toEqual([]);
});

it("what was added, renamed, recoloured, retired and removed is told", () => {
  const after: Ontology = {
    classes: [
      { id: "drug", name: "Medicine", color: "#0b63a5" },
      { id: "dose", name: "Dose", color: "#00734f" },
      { id: "old", name: "Old", color: "#b34700", retired: true },
    ],
    relations: [
      { id: "r", name: "has", color: "#0b63a5", sources: [], targets: [], directed: true },
    ],
    questions: [{ ...ASKED, required: false, options: [{ id: "yes", name: "Yes" }] }],
  };
  expect(differences(BEFORE, after)).toEqual([
    { what: "class", how: "renamed", name: "Medicine", was: "Drug" },
    { what: "class", how: "changed", name: "Dose" },
    { what: "class", how: "retired", name: "Old" },
    { what: "relation", how: "added", name: "has" },
    { what: "question", how: "changed", name: "Planned?" },
    { what: "option", how: "removed", name: "No", of: "Planned?" },
  ]);
});
