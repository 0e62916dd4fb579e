import { expect, it } from "vitest";
import { outlineOf, readOutline } from "./outline";

const TREE = readOutline("Skin\n  Rash\n    Itchy\n  Burn\nOther", []);

it("an outline reads as a tree whose parents stand first", () => {
  expect(TREE.map(({ id, parent }) => [id, parent])).toEqual([
    ["skin", undefined],
    ["rash", "skin"],
    ["itchy", "rash"],
    ["burn", "skin"],
    ["other", undefined],
  ]);
  expect(readOutline(outlineOf(TREE), TREE)).toEqual(TREE);
});

it("ids stay when lines are added, moved within their parent or renamed in place", () => {
  const added = readOutline("Skin\n  Burn\n  Rash\n    Itchy\n    Dry\nOther", TREE);
  expect(added.map(({ id }) => id)).toEqual(["skin", "burn", "rash", "itchy", "dry", "other"]);
  const renamed = readOutline("Skin\n  Rashes\n    Itchy\n  Burn\nOther", TREE);
  expect(renamed[1]).toMatchObject({ id: "rash", name: "Rashes" });
});

it("a name that stands in two places has two ids", () => {
  const twice = readOutline("A\n  Other\nB\n  Other", []);
  expect(twice.map(({ id }) => id)).toEqual(["a", "other", "b", "other-2"]);
});

it("tabs and too deep lines are read as they are meant", () => {
  const odd = readOutline("A\n\tB\n          C\n\n", []);
  expect(odd.map(({ parent }) => parent)).toEqual([undefined, "a", "b"]);
});
