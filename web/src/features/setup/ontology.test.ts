import { expect, it } from "vitest";
import type { Ontology } from "#lib/labels";
import {
  added,
  idFor,
  newAttribute,
  newClass,
  newQuestion,
  newRelation,
  rekinded,
  withoutClass,
} from "./ontology";
import { tidy } from "./tidy";
import { troublesOf } from "./troubles";

const KINDS = ["single", "multiple", "tree", "text", "rating", "number", "date"] as const;
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
  for (const kind of KINDS) {
    ontology = { ...ontology, questions: [...ontology.questions, newQuestion(ontology, kind)] };
  }
  for (let i = 0; i < 3; i++) {
    ontology = { ...ontology, relations: [...(ontology.relations ?? []), newRelation(ontology)] };
  }
  expect(troublesOf(ontology)).toEqual([]);
  const ids = [...ontology.classes, ...(ontology.relations ?? []), ...ontology.questions].map(
    (each) => each.id,
  );
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

it("nothing of an ontology is lost on its way to the server", () => {
  const form = { ...newAttribute(newClass(EMPTY), "single"), id: "form", required: true };
  const codes = {
    ...newQuestion(EMPTY, "tree"),
    most: 2,
    leaves_only: true,
    options: [
      { id: "a", name: "A", hotkey: "" },
      { id: "b", name: "B", hotkey: "x", parent: "a", retired: true },
    ],
  };
  const days = { ...newQuestion(EMPTY, "number"), id: "days", min: "0.5", max: "30", step: "0.5" };
  const ontology: Ontology = {
    classes: [{ ...newClass(EMPTY), attributes: [form], retired: true }],
    relations: [{ ...newRelation(EMPTY), sources: ["label-1"], directed: false }],
    questions: [codes, days],
  };
  expect(tidy(ontology)).toEqual(ontology);
});

it("what says nothing is left out, so that an unchanged version stays what it is", () => {
  const plain = tidy({
    classes: [{ ...newClass(EMPTY), attributes: [], retired: false }],
    relations: [],
    questions: [newQuestion(EMPTY, "date")],
  });
  expect(Object.keys(plain)).toEqual(["classes", "questions"]);
  expect(plain.classes[0]).not.toHaveProperty("attributes");
  expect(plain.questions[0]).not.toHaveProperty("max");
});

it("keys of attributes may be shared between classes, not with what always listens", () => {
  const kind = (id: string) => ({
    ...newClass(EMPTY),
    id,
    attributes: [
      {
        ...newAttribute(newClass(EMPTY), "single"),
        options: [{ id: "yes", name: "Yes", hotkey: "n" }],
      },
    ],
  });
  const ontology: Ontology = { classes: [kind("a"), kind("b")], questions: [] };
  expect(troublesOf(ontology)).toEqual([]);
  const clash = { ...ontology, relations: [{ ...newRelation(ontology), hotkey: "n" }] };
  expect(troublesOf(clash).map(({ at }) => at)).toEqual(["a/attribute-1", "b/attribute-1"]);
});

it("limits that cannot be met are named", () => {
  const bad = (part: object) => ({
    classes: [],
    questions: [{ ...newQuestion(EMPTY, "number"), ...part }],
  });
  for (const part of [{ min: "a" }, { min: "2", max: "1" }, { step: "0" }]) {
    expect(troublesOf(bad(part))).toHaveLength(1);
  }
});

it("asking in another way keeps what the new way can hold", () => {
  const tree = rekinded(newQuestion(EMPTY, "single"), "tree");
  expect(tree.options?.map(({ id }) => id)).toEqual(["yes", "no"]);
  const below = {
    ...tree,
    options: [
      { id: "a", name: "A" },
      { id: "b", name: "B", parent: "a" },
    ],
  };
  expect(rekinded(below, "multiple").options?.[1]).not.toHaveProperty("parent");
  expect(rekinded(below, "number").options).toEqual([]);
});

it("a class that goes leaves no relation pointing at nothing", () => {
  const relation = { ...newRelation(EMPTY), sources: ["a", "b"], targets: ["a"] };
  const classes = ["a", "b"].map((id) => ({ ...newClass(EMPTY), id }));
  const left = withoutClass({ classes, relations: [relation], questions: [] }, "a");
  expect(left.relations?.[0]).toMatchObject({ sources: ["b"], targets: [] });
});

it("what is added keeps what is there, and gets ids and keys of its own", () => {
  const drug = { ...newClass(EMPTY), id: "drug", name: "Drug", hotkey: "d" };
  const here: Ontology = { classes: [drug], questions: [] };
  const there: Ontology = {
    classes: [
      { ...drug, id: "x", name: "drug", description: "theirs" },
      { ...drug, name: "Dose" },
    ],
    relations: [{ ...newRelation(EMPTY), sources: ["x"], targets: ["drug"] }],
    questions: [],
  };
  const both = added(here, there);
  expect(both.classes).toEqual([drug, { ...drug, id: "dose", name: "Dose", hotkey: "" }]);
  expect(both.relations?.[0]).toMatchObject({ sources: ["drug"], targets: ["dose"] });
  expect(troublesOf(both)).toEqual([]);
});
