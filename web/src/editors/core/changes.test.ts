import { expect, it } from "vitest";
import type { Labels } from "#lib/labels";
import { changedAnswers, countChanges, relationChanges, spanChanges } from "./changes";

const span = (id: string, start: number, end: number, class_id = "drug") => ({
  id,
  start,
  end,
  class_id,
  attributes: {},
});

const before: Labels = {
  spans: [span("a", 0, 4), span("b", 5, 9), span("c", 10, 12)],
  answers: [
    { question_id: "q", value: "yes" },
    { question_id: "r", value: ["x"] },
  ],
};

it("names what was added, changed and removed, in reading order", () => {
  const after = { ...before, spans: [span("d", 20, 22), span("a", 0, 4), span("b", 5, 8)] };
  expect(spanChanges(before, after).map((change) => change.kind)).toEqual([
    "same",
    "changed",
    "removed",
    "added",
  ]);
});

it("names answers that were given, changed or taken back", () => {
  const after = {
    ...before,
    answers: [
      { question_id: "r", value: ["x"] },
      { question_id: "s", value: 3 },
    ],
  };
  expect([...changedAnswers(before, after)].sort()).toEqual(["q", "s"]);
});

it("undone edits count as no change", () => {
  expect(countChanges(before, { ...before, spans: [...before.spans].reverse() })).toBe(0);
});

it("another attribute or a doubt is a change of a span, their order is none", () => {
  const one = { ...span("a", 0, 4), attributes: { x: "1", y: "2" } };
  const kindOf = (after: object) =>
    spanChanges({ ...before, spans: [one] }, { ...before, spans: [{ ...one, ...after }] })[0]?.kind;
  expect(kindOf({ attributes: { y: "2", x: "1" } })).toBe("same");
  expect(kindOf({ attributes: { x: "1" } })).toBe("changed");
  expect(kindOf({ unsure: true })).toBe("changed");
});

it("relations that were added, turned and removed are counted", () => {
  const relation = (id: string, source: string, target: string) => ({
    ...{ id, source, target },
    class_id: "has",
  });
  const was = { ...before, relations: [relation("r", "a", "b"), relation("s", "b", "c")] };
  const is = { ...before, relations: [relation("r", "b", "a"), relation("t", "a", "c")] };
  expect(relationChanges(was, is).map(({ kind }) => kind)).toEqual(["changed", "added", "removed"]);
  expect(countChanges(was, is)).toBe(3);
});
