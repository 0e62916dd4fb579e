import { expect, it } from "vitest";
import { headingsOf, isAbout, splitMark } from "./guideline";

const TEXT = `# Letters

## DRUG
Names of drugs.

### Dose (with its unit)

\`\`\`
## Symptom
\`\`\`

## What patients say {#symptom}
`;

const headingFor = (text: string, id: string, name: string) =>
  headingsOf(text).find((each) => isAbout(each, id, name)) ?? null;

it("a heading named like a label, or marked with it, is about that label", () => {
  expect(headingFor(TEXT, "drug", "Drug")?.text).toBe("DRUG");
  expect(headingFor(TEXT, "d2", "Dose")?.text).toBe("Dose (with its unit)");
  expect(headingFor(TEXT, "symptom", "Symptom")?.text).toBe("What patients say");
  expect(headingFor(TEXT, "route", "Route")).toBeNull();
});

it("what looks like a heading within code is none", () => {
  expect(headingsOf(TEXT).map(({ text }) => text)).toEqual([
    "Letters",
    "DRUG",
    "Dose (with its unit)",
    "What patients say",
  ]);
});

it("a mark is taken off the words", () => {
  expect(splitMark("Drugs {#drug}")).toEqual({ text: "Drugs", mark: "drug" });
  expect(splitMark("Sets {1, 2}")).toEqual({ text: "Sets {1, 2}", mark: null });
});
