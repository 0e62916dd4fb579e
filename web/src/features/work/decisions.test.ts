import { beforeEach, expect, it } from "vitest";
import { type Editing, startEditing } from "#editors/core/editing";
import { type Decisions, hasDecided, startDeciding } from "./decisions";

let base: Editing;
let decisions: Decisions;
let ids = 0;

beforeEach(() => {
  base = startEditing({ spans: [], answers: [] }, { newId: () => `s${++ids}`, now: () => 0 });
  decisions = startDeciding(base);
});

const notes = () => decisions.store.getState().notes;
const accepted = () => Object.keys(decisions.store.getState().accepted);
const spans = () => base.store.getState().labels.spans.length;

it("undoes decisions and labels in the order in which they were made", () => {
  decisions.toggleAccepted("a");
  base.addSpan(0, 3, "drug");
  decisions.note("b", "This is a dose.");
  decisions.editing.undo();
  expect([accepted(), spans(), notes()]).toEqual([["a"], 1, {}]);
  decisions.editing.undo();
  expect([accepted(), spans()]).toEqual([["a"], 0]);
  decisions.editing.undo();
  expect(accepted()).toEqual([]);
});

it("redoes them in the same order", () => {
  decisions.toggleAccepted("a");
  base.addSpan(0, 3, "drug");
  decisions.note("b", "No.");
  for (let n = 0; n < 3; n++) decisions.editing.undo();
  decisions.editing.redo();
  expect([accepted(), spans(), notes()]).toEqual([["a"], 0, {}]);
  decisions.editing.redo();
  decisions.editing.redo();
  expect([spans(), notes()]).toEqual([1, { b: "No." }]);
});

it("takes typing back as one decision, and nothing written is no comment", () => {
  for (const text of ["N", "No", "No."]) decisions.note("a", text);
  expect(notes()).toEqual({ a: "No." });
  decisions.editing.undo();
  expect(notes()).toEqual({});
  decisions.note("a", " ");
  expect(notes()).toEqual({});
});

it("goes on from what an interruption left, which is where undo ends", () => {
  const before = { notes: { a: "No." }, accepted: { b: true } } as const;
  decisions = startDeciding(base, before);
  expect([notes(), accepted(), hasDecided(before)]).toEqual([{ a: "No." }, ["b"], true]);
  decisions.note("a", "");
  expect(hasDecided(decisions.store.getState())).toBe(true);
  decisions.editing.undo();
  decisions.editing.undo();
  expect(notes()).toEqual({ a: "No." });
});

it("knows an object as right or as commented on, never both", () => {
  decisions.note("a", "No.");
  decisions.toggleAccepted("a");
  expect([notes(), accepted()]).toEqual([{}, ["a"]]);
  decisions.note("a", "After all, no.");
  expect(accepted()).toEqual([]);
});
