import { expect, it } from "vitest";
import "#i18n/testing";
import { kindName, reasonWords, shortReason } from "./reasons";

it("several reasons are one sentence", () => {
  expect(reasonWords("language risk")).toBe(
    "Its language is not one the policy covers; too much risk is left after redaction",
  );
  expect(shortReason("reported risk")).toBe("reported, risk");
});

it("a reason that is new here is shown by its name", () => {
  expect(reasonWords("too-long")).toBe("Too long");
});

it("a kind of the policy's own is shown by its name", () => {
  expect([kindName("MRN"), kindName("NAME"), kindName("STUDY_ID")]).toEqual([
    "MRN",
    "Name",
    "Study id",
  ]);
});
