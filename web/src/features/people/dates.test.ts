import { expect, it } from "vitest";
import { dayOf, endOfDay } from "./dates";

it("a day that was chosen is the day that is shown", () => {
  for (const day of ["2026-01-31", "2028-02-29", "2026-12-31"]) {
    expect(dayOf(endOfDay(day))).toBe(day);
  }
});

it("no day is no end", () => {
  expect(endOfDay("")).toBeNull();
  expect(dayOf(null)).toBe("");
});
