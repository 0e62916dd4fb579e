import { expect, it } from "vitest";
import type { Labels, Ontology } from "#lib/labels";
import { type Kept, recovered, withoutWriting, withWriting } from "./recovery";

const ONTOLOGY: Ontology = {
  classes: [{ id: "drug", name: "Drug", color: "" }],
  questions: [
    { id: "plan", kind: "single", title: "Plan?", required: true },
    { id: "note", kind: "text", title: "Note", required: false },
  ],
};
const SPAN = { id: "a", start: 1, end: 4, class_id: "drug" };
const SAVED: Labels = {
  spans: [{ ...SPAN, attributes: { said: "by the patient" } }],
  answers: [{ question_id: "note", value: "a canary" }],
};
const MADE: Labels = {
  spans: [
    { ...SPAN, end: 5, attributes: { said: "by the patient" } },
    { ...SPAN, id: "b", attributes: {} },
  ],
  answers: [
    { question_id: "plan", value: "yes" },
    { question_id: "note", value: "a canary and more" },
  ],
};
const KEPT: Kept = { seq: 5, labels: MADE, at: 0, wasHandedIn: false };

it("keeps places, classes and choices, and nothing that was typed", () => {
  const kept = withoutWriting(MADE, ONTOLOGY);
  expect(JSON.stringify(kept)).not.toMatch(/canary|patient/);
  expect(kept.spans.map((span) => [span.id, span.start, span.end])).toEqual([
    ["a", 1, 5],
    ["b", 1, 4],
  ]);
  expect(kept.answers).toEqual([{ question_id: "plan", value: "yes" }]);
});

it("brings back what was typed as it was last saved", () => {
  const back = withWriting(withoutWriting(MADE, ONTOLOGY), SAVED, ONTOLOGY);
  expect(back.spans[0]?.attributes).toEqual({ said: "by the patient" });
  expect(back.spans[0]?.end).toBe(5);
  expect(back.answers).toEqual([
    { question_id: "plan", value: "yes" },
    { question_id: "note", value: "a canary" },
  ]);
});

it("brings nothing back that the server has, too", () => {
  expect(recovered(KEPT, 4)).toBe(KEPT);
  expect(recovered(KEPT, 5)).toBeNull();
  expect(recovered(null, 0)).toBeNull();
});
