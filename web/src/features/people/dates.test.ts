import { expect, it } from "vitest";
import { endOfDay } from "./dates";

it("a day means its end, where the person is", () => {
  for (const day of ["2026-01-31", "2028-02-29", "2026-12-31"]) {
    const end = new Date(endOfDay(day) ?? "");
    expect([end.getFullYear(), end.getMonth() + 1, end.getDate()]).toEqual(
      day.split("-").map(Number),
    );
    expect(end.getHours()).toBe(23);
  }
});

it("no day is no end", () => {
  expect(endOfDay("")).toBeNull();
});
