import { expect, it } from "vitest";
import { changeOf, type Wanted } from "./change";

const NOTHING: Wanted = {
  kind: "merge",
  classes: [],
  into: "",
  attribute: "",
  byOption: {},
  labeled: "keep",
  below: 1,
};
const change = (part: Partial<Wanted>) => changeOf({ ...NOTHING, ...part });

it("nothing is asked for while something is still to be said", () => {
  for (const kind of ["merge", "split", "retire", "reopen"] as const) {
    expect(change({ kind })).toBeNull();
  }
  expect(change({ classes: ["a"], into: "a" })).toBeNull();
  expect(change({ kind: "split", classes: ["a"], attribute: "x", byOption: { y: "" } })).toBeNull();
});

it("only what counts for its kind is sent", () => {
  expect(change({ classes: ["a", "b"], into: "c" })).toEqual({
    kind: "merge",
    classes: ["a", "b"],
    into: "c",
  });
  const split = { kind: "split", classes: ["a"], attribute: "x" } as const;
  expect(change({ ...split, byOption: { y: "b", z: "" } })).toEqual({
    kind: "split",
    classes: ["a"],
    attribute_id: "x",
    by_option: { y: "b" },
  });
  expect(change({ kind: "reopen", below: 3 })).toEqual({
    kind: "reopen",
    classes: [],
    guideline_below: 3,
  });
});
