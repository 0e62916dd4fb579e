import { expect, it } from "vitest";
import { countChanges } from "#editors/core/changes";
import { type Editing, startEditing } from "#editors/core/editing";
import type { Labels } from "#lib/labels";
import { basisOf, endingOf, startOf } from "./review";

const span = (id: string, class_id: string) => ({ id, start: 0, end: 4, class_id, attributes: {} });
const SUBMITTED: Labels = { spans: [span("a", "drug")], answers: [] };
const DRAFT: Labels = { spans: [span("a", "dose")], answers: [] };

const review = (document: Labels, document_of: "draft" | "review") =>
  ({ duty: "review", document, document_of, under_review: SUBMITTED }) as const;

const startOn = (work: Parameters<typeof startOf>[0]): Editing =>
  startEditing(startOf(work), { newId: () => "new", now: () => 0 });

const endingWith = (work: Parameters<typeof startOf>[0], editing: Editing) => {
  const { labels } = editing.store.getState();
  return endingOf(work, countChanges(basisOf(work) ?? labels, labels));
};

it("labels that came without a draft may be accepted until something changes", () => {
  const work = review(SUBMITTED, "review");
  const editing = startOn(work);
  expect(endingWith(work, editing)).toBe("accept");
  editing.reclass("a", "dose");
  expect(endingWith(work, editing)).toBe("correct");
});

it("a draft that differs from the labels under review is a correction", () => {
  const work = review(DRAFT, "draft");
  const editing = startOn(work);
  expect(editing.store.getState().labels).toEqual(DRAFT);
  expect(basisOf(work)).toEqual(SUBMITTED);
  expect(endingWith(work, editing)).toBe("correct");
});

it("a draft that says the same as the labels under review may be accepted", () => {
  const work = review(SUBMITTED, "draft");
  expect(endingWith(work, startOn(work))).toBe("accept");
});

it("returning to the labels under review makes them acceptable, and can be undone", () => {
  const work = review(DRAFT, "draft");
  const editing = startOn(work);
  editing.replace(SUBMITTED);
  expect(endingWith(work, editing)).toBe("accept");
  editing.undo();
  expect(editing.store.getState().labels).toEqual(DRAFT);
  expect(endingWith(work, editing)).toBe("correct");
});

it("labeling is never a verdict", () => {
  const work = {
    duty: "label",
    document: DRAFT,
    document_of: "draft",
    under_review: null,
  } as const;
  expect(endingWith(work, startOn(work))).toBe("submit");
});
