import { expect, it } from "vitest";
import type { Ontology } from "#lib/labels";
import { idFor, newClass, newQuestion, tidy, troublesOf } from "./ontology";

const EMPTY: Ontology = { classes: [], questions: [] };

it("ids are made of names and never collide", () => {
  expect(idFor("Side effect", new Set())).toBe("side-effect");
  expect(idFor("Größe", new Set())).toBe("gro-e");
  expect(idFor("患者", new Set(["item"]))).toBe("item-2");
});

it("what is added is publishable as it is", () => {
  let ontology = EMPTY;
  for (let i = 0; i < 14; i++) {
    ontology = { ...ontology, classes: [...ontology.classes, newClass(ontology)] };
  }
  for (const kind of ["single", "multiple", "text", "rating"] as const) {
    ontology = { ...ontology, questions: [...ontology.questions, newQuestion(ontology, kind)] };
  }
  expect(troublesOf(ontology)).toEqual([]);
  const ids = [...ontology.classes, ...ontology.questions].map((each) => each.id);
  expect(new Set(ids).size).toBe(ids.length);
});

it("a key of the page, and a key used twice, are named", () => {
  const one = { ...newClass(EMPTY), hotkey: "s" };
  const two = { ...one, id: "two", hotkey: "d" };
  const three = { ...one, id: "three", hotkey: "D" };
  const found = troublesOf({ classes: [one, two, three], questions: [] });
  expect(found.map((trouble) => trouble.at)).toEqual([one.id, "three"]);
});

it("a choice without answers is not published", () => {
  const question = { ...newQuestion(EMPTY, "single"), options: [] };
  expect(troublesOf({ classes: [], questions: [question] })).toHaveLength(1);
});

it("every field that the server reads is there", () => {
  const { classes, questions } = tidy({
    classes: [{ id: "a", name: " Drug ", color: "#0b63a5" }],
    questions: [{ id: "q", kind: "text", title: "Why", required: true }],
  });
  expect(classes[0]).toEqual({
    id: "a",
    name: "Drug",
    color: "#0b63a5",
    hotkey: "",
    description: "",
  });
  expect(questions[0]).toEqual({
    id: "q",
    kind: "text",
    title: "Why",
    required: true,
    options: [],
    max: 5,
  });
});
