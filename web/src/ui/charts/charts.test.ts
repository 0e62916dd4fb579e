// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csv } from "./csv";
import { path, places, ticks } from "./scale";

describe("ticks", () => {
  it("are whole, begin at zero, and reach the highest value", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), (most) => {
        const found = ticks(most);
        expect(found[0]).toBe(0);
        expect(found.at(-1)).toBeGreaterThanOrEqual(most);
        expect(found.length).toBeLessThanOrEqual(6);
      }),
    );
  });

  it("stand where there is nothing, too", () => {
    expect(ticks(0)).toEqual([0, 1]);
  });
});

describe("places", () => {
  it("are no more than wanted, and hold the last one", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4000 }),
        fc.integer({ min: 1, max: 12 }),
        (many, wanted) => {
          const found = places(many, wanted);
          expect(found.length).toBeLessThanOrEqual(wanted);
          expect(found.at(-1)).toBe(many - 1);
          expect(found.every((at) => at >= 0)).toBe(true);
        },
      ),
    );
    expect(places(0, 5)).toEqual([]);
  });
});

it("a line breaks off where there is no value", () => {
  const at = (x: number) => ({ x, y: 1 });
  expect(path([at(0), at(1), null, at(3)])).toBe("M0.0 1.0L1.0 1.0M3.0 1.0");
});

it("a table's file quotes what has to be quoted, and holds no formula", () => {
  const rows = [
    ["Day", "Who"],
    ["2026-01-31", 'Ann "A", Berg'],
    ["=1+1", null],
    ["-", 3],
  ] as const;
  expect(csv(rows)).toBe('Day,Who\r\n2026-01-31,"Ann ""A"", Berg"\r\n\'=1+1,\r\n\'-,3\r\n');
});
