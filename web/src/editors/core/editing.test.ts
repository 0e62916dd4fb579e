import { beforeEach, expect, it } from "vitest";
import { NO_LABELS, type Ontology, WHOLE_TEXT } from "#lib/labels";
import { countChanges } from "./changes";
import { type Editing, startEditing } from "./editing";

let now = 0;
let editing: Editing;

beforeEach(() => {
  now = 0;
  let ids = 0;
  editing = startEditing(NO_LABELS, { newId: () => `s${++ids}`, now: () => now });
});

const labels = () => editing.store.getState().labels;

it("a new span is selected", () => {
  const id = editing.addSpan(0, 4, "drug");
  expect(labels().spans).toEqual([{ id, start: 0, end: 4, class_id: "drug", attributes: {} }]);
  expect(editing.store.getState().selected).toBe(id);
});

it("spans of different classes may lie on the same words", () => {
  editing.addSpan(0, 4, "drug");
  editing.addSpan(0, 4, "dose");
  editing.addSpan(2, 9, "drug");
  expect(labels().spans).toHaveLength(3);
});

it("the same span is not made twice", () => {
  const first = editing.addSpan(0, 4, "drug");
  editing.select(null);
  expect(editing.addSpan(0, 4, "drug")).toBe(first);
  expect(labels().spans).toHaveLength(1);
  expect(editing.store.getState().past).toHaveLength(1);
});

it("everything can be undone back to the start and redone to the end", () => {
  const id = editing.addSpan(0, 4, "drug");
  editing.reclass(id, "dose");
  editing.moveEdges(id, 1, 6);
  editing.answer("q", ["a", "b"]);
  editing.removeSpan(id);
  const end = labels();
  for (let i = 0; i < 5; i++) editing.undo();
  expect(labels()).toEqual(NO_LABELS);
  editing.undo();
  expect(labels()).toEqual(NO_LABELS);
  for (let i = 0; i < 5; i++) editing.redo();
  expect(labels()).toEqual(end);
});

it("a new change forgets what was undone", () => {
  editing.addSpan(0, 4, "drug");
  editing.undo();
  editing.addSpan(5, 9, "dose");
  editing.redo();
  expect(labels().spans.map((span) => span.class_id)).toEqual(["dose"]);
});

it("typing is undone as one change until a pause", () => {
  for (const text of ["a", "ab", "abc"]) {
    now += 200;
    editing.answer("note", text, "note");
  }
  now += 5000;
  editing.answer("note", "abc d", "note");
  editing.undo();
  expect(labels().answers).toEqual([{ question_id: "note", value: "abc" }]);
  editing.undo();
  expect(labels().answers).toEqual([]);
});

it("an emptied answer is no answer", () => {
  editing.answer("q", "a");
  editing.answer("q", "");
  expect(labels().answers).toEqual([]);
});

it("an edge never passes the other", () => {
  const id = editing.addSpan(3, 5, "drug");
  editing.moveEdges(id, 5, 5);
  expect(labels().spans[0]).toMatchObject({ start: 3, end: 5 });
});

it("undoing a new span also ends its selection", () => {
  editing.addSpan(3, 5, "drug");
  editing.undo();
  expect(editing.store.getState().selected).toBeNull();
});

it("changing nothing leaves nothing to undo", () => {
  const id = editing.addSpan(3, 5, "drug");
  editing.reclass(id, "drug");
  editing.removeSpan("unknown");
  expect(editing.store.getState().past).toHaveLength(1);
});

const ONTOLOGY: Ontology = {
  classes: [
    {
      id: "drug",
      name: "Drug",
      color: "#0b63a5",
      attributes: [{ id: "note", kind: "text", title: "Note", required: false }],
    },
    { id: "dose", name: "Dose", color: "#b34700" },
    {
      id: "vaccine",
      name: "Vaccine",
      color: "#00734f",
      attributes: [{ id: "note", kind: "text", title: "Note", required: false }],
    },
  ],
  relations: [
    {
      id: "has",
      name: "has",
      color: "#0b63a5",
      sources: ["drug"],
      targets: ["dose"],
      directed: true,
    },
    { id: "same", name: "same", color: "#0b63a5", sources: [], targets: [], directed: false },
  ],
  questions: [],
};

/** Two spans that belong together, in an editing that knows its ontology. */
function related(): { drug: string; dose: string; has: string } {
  let ids = 0;
  editing = startEditing(NO_LABELS, {
    newId: () => `s${++ids}`,
    now: () => now,
    ontology: ONTOLOGY,
  });
  const drug = editing.addSpan(0, 4, "drug");
  const dose = editing.addSpan(5, 9, "dose");
  return { drug, dose, has: editing.addRelation(drug, dose, "has") ?? "" };
}

it("a new relation is selected, and is not made twice", () => {
  const { drug, dose, has } = related();
  expect(editing.store.getState().selected).toBe(has);
  expect(editing.addRelation(drug, dose, "has")).toBe(has);
  const same = editing.addRelation(drug, dose, "same");
  expect(editing.addRelation(dose, drug, "same")).toBe(same);
  expect(labels().relations).toHaveLength(2);
});

it("a relation that the ontology does not know that way round is not made or turned", () => {
  const { drug, dose, has } = related();
  expect(editing.addRelation(dose, drug, "has")).toBeNull();
  expect(editing.addRelation(drug, drug, "same")).toBeNull();
  editing.flipRelation(has);
  expect(labels().relations?.[0]).toMatchObject({ source: drug, target: dose });
});

it("a span takes its relations along, and undo brings all of them back", () => {
  const { drug } = related();
  const before = labels();
  editing.removeSpan(drug);
  expect(labels().relations).toBeUndefined();
  expect(editing.store.getState().selected).toBeNull();
  editing.undo();
  expect(labels()).toEqual(before);
});

it("another class keeps what fits it, and undo brings back what did not", () => {
  const { drug } = related();
  editing.setAttribute(drug, "note", "generic");
  const before = labels();
  editing.reclass(drug, "vaccine");
  expect(labels().spans[0]?.attributes).toEqual({ note: "generic" });
  expect(labels().relations).toBeUndefined();
  editing.reclass(drug, "dose");
  expect(labels().spans[0]?.attributes).toEqual({});
  editing.undo();
  editing.undo();
  expect(labels()).toEqual(before);
});

it("an emptied attribute is none, and typing in one is undone as one change", () => {
  const { drug } = related();
  for (const text of ["a", "ab"]) editing.setAttribute(drug, "note", text, "note");
  editing.undo();
  expect(labels().spans[0]?.attributes).toEqual({});
  editing.redo();
  editing.setAttribute(drug, "note", "");
  expect(labels().spans[0]?.attributes).toEqual({});
});

it("doubt about a span, a relation or an answer is said and taken back", () => {
  const { drug, has } = related();
  editing.answer("q", "a");
  for (const id of [drug, has, "q"]) editing.toggleUnsure(id);
  expect(labels().spans[0]?.unsure).toBe(true);
  expect(labels().relations?.[0]?.unsure).toBe(true);
  expect(labels().answers[0]?.unsure).toBe(true);
  for (const id of [drug, has, "q"]) editing.toggleUnsure(id);
  expect(labels().spans[0]).not.toHaveProperty("unsure");
});

it("doubt about the whole text is said, taken back, undone, and told as a difference", () => {
  const before = labels();
  editing.toggleUnsure(WHOLE_TEXT);
  expect(labels().unsure).toBe(true);
  expect(countChanges(before, labels())).toBe(1);
  editing.toggleUnsure(WHOLE_TEXT);
  expect(labels()).not.toHaveProperty("unsure");
  editing.undo();
  expect(labels().unsure).toBe(true);
  editing.replace(before);
  expect(labels()).not.toHaveProperty("unsure");
});

it("another answer keeps the doubt about it", () => {
  editing.answer("q", "a");
  editing.toggleUnsure("q");
  editing.answer("q", "b");
  expect(labels().answers[0]).toEqual({ question_id: "q", value: "b", unsure: true });
});

it("many spans are added as one change, without those that are there", () => {
  editing.addSpan(0, 4, "drug");
  editing.addSpans(
    [
      { start: 0, end: 4 },
      { start: 5, end: 9 },
    ],
    "drug",
  );
  expect(labels().spans).toHaveLength(2);
  editing.undo();
  expect(labels().spans).toHaveLength(1);
});

it("returning to other labels brings or takes their relations", () => {
  related();
  const before = labels();
  editing.replace(NO_LABELS);
  expect(labels()).toEqual(NO_LABELS);
  editing.undo();
  expect(labels()).toEqual(before);
});

it("a draft whose spans leave their attributes out can be gone on with", () => {
  const bare = JSON.parse(
    '{"spans":[{"id":"a","start":0,"end":4,"class_id":"drug"}],"answers":[]}',
  );
  const gone = startEditing(bare, { newId: () => "b", now: () => 0 });
  expect(gone.store.getState().labels.spans[0]?.attributes).toEqual({});
  expect(gone.store.getState().past).toEqual([]);
});
