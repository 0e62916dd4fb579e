import { beforeEach, expect, it } from "vitest";
import { NO_LABELS } from "#lib/labels";
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
