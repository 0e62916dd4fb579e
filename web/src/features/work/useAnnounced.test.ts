import { expect, it } from "vitest";
import type { Labels, Ontology, Span } from "#lib/labels";
import { told } from "./useAnnounced";

const ONTOLOGY: Ontology = {
  classes: [
    { id: "drug", name: "Drug", color: "" },
    { id: "dose", name: "Dose", color: "" },
  ],
  questions: [],
};
const span = (id: string, class_id: string, end = 4): Span => ({
  ...{ id, class_id, start: 0, end },
  attributes: {},
});
const labels = (...spans: Span[]): Labels => ({ spans, answers: [] });
const say = (before: Labels, after: Labels) => told(ONTOLOGY, before, after);

it("says what a mark became, and how many there are", () => {
  expect(say(labels(), labels(span("a", "drug")))).toBe("Marked as Drug. 1 mark.");
  expect(say(labels(span("a", "drug")), labels())).toBe("1 mark removed. 0 marks.");
  expect(say(labels(span("a", "drug")), labels(span("a", "dose")))).toBe("Now Dose.");
  expect(say(labels(span("a", "drug")), labels(span("a", "drug", 5)))).toBe("The mark was moved.");
  const two = labels(span("a", "drug"), span("b", "drug"));
  expect(say(labels(), two)).toBe("2 places marked as Drug. 2 marks.");
});

it("says nothing where no mark changed", () => {
  const same = labels(span("a", "drug"));
  expect(say(same, { ...same, answers: [{ question_id: "q", value: "y" }] })).toBeNull();
});
