import { expect, it } from "vitest";
import "#i18n/testing";
import { byKind, doubtWords, neighbour } from "./doubts";

const doubt = (start: number, kind = "ID") => ({ start, end: start + 2, kind, reason: "unsure" });
const DOUBTS = [doubt(3), doubt(10), doubt(20)];

it("goes to the next and the previous doubt, and round at the ends", () => {
  expect(neighbour(DOUBTS, -1, 1)).toEqual(doubt(3));
  expect(neighbour(DOUBTS, 3, 1)).toEqual(doubt(10));
  expect(neighbour(DOUBTS, 20, 1)).toEqual(doubt(3));
  expect(neighbour(DOUBTS, 10, -1)).toEqual(doubt(3));
  expect(neighbour(DOUBTS, 3, -1)).toEqual(doubt(20));
});

it("goes nowhere where nothing is doubted", () => {
  expect(neighbour([], 0, 1)).toBeUndefined();
});

it("says why in words, and a new reason by its name", () => {
  expect(doubtWords("long-number")).toBe("a long number");
  expect(doubtWords("some-new_thing")).toBe("some new thing");
});

it("puts doubts under the kinds that can be chosen, and the rest under one of them", () => {
  const found = byKind([doubt(1, "NAME"), doubt(5, "SHIP"), doubt(9)], new Set(["NAME"]), "ID");
  expect([...found].map(([kind, list]) => [kind, list.length])).toEqual([
    ["NAME", 1],
    ["ID", 2],
  ]);
});
