import { expect, it } from "vitest";
import { reasonWords } from "./reasons";

it("several reasons are one sentence", () => {
  expect(reasonWords("language risk")).toBe(
    "Its language is not one the policy covers; too much risk is left after redaction",
  );
});

it("a reason that is new here is shown by its name", () => {
  expect(reasonWords("too-long")).toBe("Too long");
});
