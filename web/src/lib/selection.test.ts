// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { allShown, extended, NOTHING, toggled } from "./selection";

const SHOWN = ["a", "b", "c", "d"];

describe("choosing rows", () => {
  it("takes one and lets it go again", () => {
    const one = toggled(NOTHING, "b");
    expect([...one.ids]).toEqual(["b"]);
    expect([...toggled(one, "b").ids]).toEqual([]);
  });

  it("takes a range from the last choice, in either direction", () => {
    expect([...extended(toggled(NOTHING, "b"), "d", SHOWN).ids]).toEqual(["b", "c", "d"]);
    expect([...extended(toggled(NOTHING, "c"), "a", SHOWN).ids].sort()).toEqual(["a", "b", "c"]);
    expect([...extended(NOTHING, "c", SHOWN).ids]).toEqual(["c"]);
  });

  it("takes all that is shown, and none when all are taken", () => {
    const all = allShown(NOTHING, SHOWN);
    expect(all.ids.size).toBe(4);
    expect(allShown(all, SHOWN)).toEqual(NOTHING);
  });
});
