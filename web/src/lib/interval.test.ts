// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { expect, it } from "vitest";
import { shareOf } from "./interval";

it("a share lies in its interval, which lies between none and all", () => {
  const counts = fc.tuple(fc.nat(100_000), fc.nat(100_000));
  fc.assert(
    fc.property(counts, ([some, others]) => {
      const found = shareOf(some, some + others);
      if (found === null) return expect(some + others).toBe(0);
      expect(found.low).toBeLessThanOrEqual(found.share);
      expect(found.high).toBeGreaterThanOrEqual(found.share);
      expect(found.low).toBeGreaterThanOrEqual(0);
      expect(found.high).toBeLessThanOrEqual(1);
    }),
  );
});

it("is the interval that the textbook has", () => {
  const found = shareOf(81, 263);
  expect(found?.low).toBeCloseTo(0.2553, 3);
  expect(found?.high).toBeCloseTo(0.3662, 3);
});

it("few tell little", () => {
  const few = shareOf(3, 4);
  const many = shareOf(300, 400);
  expect((few?.high ?? 0) - (few?.low ?? 0)).toBeGreaterThan(0.5);
  expect((many?.high ?? 1) - (many?.low ?? 0)).toBeLessThan(0.1);
});
