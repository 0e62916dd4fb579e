import { expect, it } from "vitest";
import { LEVELS, levelsOf, spansAt } from "./levels";

const span = (id: string, start: number, end: number) => ({
  id,
  start,
  end,
  class_id: "c",
  attributes: {},
});

it("spans that overlap never share a level, until levels run out", () => {
  const levels = levelsOf([span("a", 0, 10), span("b", 2, 8), span("c", 4, 6), span("d", 10, 12)]);
  expect(Object.fromEntries(levels)).toEqual({ a: 0, b: 1, c: 2, d: 0 });
});

it("a very deep pile shares the last level", () => {
  const pile = Array.from({ length: 9 }, (_, i) => span(`s${i}`, i, 20));
  expect(Math.max(...levelsOf(pile).values())).toBe(LEVELS - 1);
});

it("a place is looked up from the shortest span outwards", () => {
  const spans = [span("long", 0, 10), span("short", 4, 6), span("other", 20, 30)];
  expect(spansAt(spans, 5).map((each) => each.id)).toEqual(["short", "long"]);
});
