// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { narrowed, readFilter, withFacet } from "./taskFilter";

describe("a filter in the address", () => {
  it("keeps what belongs there and leaves the rest out", () => {
    expect(readFilter({ state: "done", duty: "review", colour: "red", owner: 7 })).toEqual({
      state: "done",
      duty: "review",
    });
    expect(readFilter({ state: "lost", order: "sideways", duty: "cook" })).toEqual({});
  });

  it("is narrowed and widened by one facet at a time", () => {
    const one = withFacet({}, "state", "skipped");
    const two = withFacet(one, "label", "drug");
    expect([narrowed({}), narrowed(one), narrowed(two)]).toEqual([0, 1, 2]);
    expect(withFacet(two, "state", "")).toEqual({ label: "drug" });
    const three = withFacet(two, "before_guideline", "3");
    expect([narrowed(three), three.before_guideline]).toEqual([3, 3]);
    expect(withFacet(three, "before_guideline", "")).toEqual(two);
    expect(narrowed(readFilter({ doubted: true }))).toBe(1);
    expect(readFilter({ doubted: false })).toEqual({});
  });
});
