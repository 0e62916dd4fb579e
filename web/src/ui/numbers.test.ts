// SPDX-License-Identifier: Apache-2.0
import { expect, it } from "vitest";
import { leftWith, nextTo, readTyped } from "./numbers";

const PERCENT = { min: 0, max: 100, decimals: 2 };

it("a number is read with a comma or a point, as far as digits are allowed", () => {
  expect(readTyped(" 12,5 ", PERCENT)).toBe(12.5);
  expect(readTyped("12.25", PERCENT)).toBe(12.25);
  expect(readTyped("12.255", PERCENT)).toBeNull();
  expect(readTyped("3.0", { min: 1 })).toBeNull();
});

it("what is no number, or none within the limits, is none", () => {
  for (const typed of ["", "-", "a", "1e3", "1,2,3", "-1", "100.01"]) {
    expect(readTyped(typed, PERCENT)).toBeNull();
  }
  expect(readTyped("5000", { min: 2 })).toBe(5000);
});

it("a step goes to the next whole number and stops at the limits", () => {
  expect(nextTo(99.5, 1, PERCENT)).toBe(100);
  expect(nextTo(100, 1, PERCENT)).toBe(100);
  expect(nextTo(0, -1, PERCENT)).toBe(0);
  expect(nextTo(null, 1, { min: 2 })).toBe(2);
});

it("a field that is left holds a number within its limits, and never one that nobody typed", () => {
  expect(leftWith("500", 30, { min: 1, max: 240 })).toBe(240);
  expect(leftWith("0", 30, { min: 1, max: 240 })).toBe(1);
  expect(leftWith("abc", 30, { min: 1, max: 240 })).toBe(30);
});
