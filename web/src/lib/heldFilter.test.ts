import { expect, it } from "vitest";
import { narrowedHeld, readHeldFilter, withHeld } from "./heldFilter";

it("an address is read back as it was written, and what does not belong is left out", () => {
  const filter = readHeldFilter({ kind: "NAME", order: "riskiest", aside: "yes", whose: "mine" });
  expect(filter).toEqual({ kind: "NAME", order: "riskiest", aside: "yes" });
  expect(readHeldFilter({ ...filter })).toEqual(filter);
  expect(readHeldFilter({ risk: "3", hours: "-1", order: "loudest", aside: "no" })).toEqual({});
});

it("a facet is narrowed and widened, and the order narrows nothing", () => {
  const narrow = withHeld(withHeld({}, "risk", "0.25"), "order", "newest");
  expect(narrow).toEqual({ risk: "0.25", order: "newest" });
  expect(narrowedHeld(narrow)).toBe(1);
  expect(withHeld(narrow, "risk", "")).toEqual({ order: "newest" });
});
