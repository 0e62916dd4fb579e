// SPDX-License-Identifier: Apache-2.0
import { expect, it } from "vitest";
import type { Labels } from "#lib/labels";
import * as operations from "./operations";

const LABELS: Labels = {
  spans: [
    { id: "a", start: 0, end: 4, class_id: "drug", attributes: { dose: "5" } },
    { id: "b", start: 6, end: 9, class_id: "symptom", attributes: {} },
  ],
  relations: [{ id: "r", source: "a", target: "b", class_id: "treats" }],
  answers: [{ question_id: "q", value: "yes" }],
};

it("labels in which nothing changed are the ones given", () => {
  const nothing: ((labels: Labels) => Labels)[] = [
    (labels) => operations.removeSpan(labels, "c"),
    (labels) => operations.reclass(labels, "a", "drug", null),
    (labels) => operations.moveEdges(labels, "a", 0, 4),
    (labels) => operations.moveEdges(labels, "a", 4, 4),
    (labels) => operations.setAttribute(labels, "a", "dose", "5"),
    (labels) => operations.setAttribute(labels, "b", "dose", null),
    (labels) => operations.setAnswer(labels, "q", "yes"),
    (labels) => operations.setAnswer(labels, "other", ""),
    (labels) => operations.removeRelation(labels, "s"),
    (labels) => operations.reclassRelation(labels, "r", "treats"),
    (labels) => operations.toggleUnsure(labels, "nobody"),
    (labels) => operations.replaced(labels, labels),
  ];
  for (const change of nothing) expect(change(LABELS)).toBe(LABELS);
});

it("what a change does not touch stays the same value, and what was given is not changed", () => {
  const before = structuredClone(LABELS);
  const moved = operations.moveEdges(LABELS, "a", 0, 5);
  expect(moved.spans[1]).toBe(LABELS.spans[1]);
  expect(moved.relations).toBe(LABELS.relations);
  expect(moved.answers).toBe(LABELS.answers);
  operations.removeSpan(LABELS, "a");
  operations.setAttribute(LABELS, "a", "dose", null);
  operations.toggleUnsure(LABELS, "r");
  expect(LABELS).toEqual(before);
});
