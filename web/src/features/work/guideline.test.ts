import { expect, it } from "vitest";
import { changedLines } from "./guideline";

it("tells lines that came and went, and leaves moved ones alone", () => {
  const before = "# Mark\n\n- drugs\n- doses\n- symptoms";
  const after = "# Mark\n\n- doses\n- drugs, also ointments\n- symptoms";
  expect(changedLines(before, after)).toEqual({
    added: ["- drugs, also ointments"],
    removed: ["- drugs"],
  });
});

it("tells nothing where nothing changed", () => {
  expect(changedLines("a\n\nb", "a\nb\n")).toEqual({ added: [], removed: [] });
});
