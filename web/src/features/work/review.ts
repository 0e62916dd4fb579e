// What a review compares: the labels on screen with the labels as they were submitted.
// - A draft of an earlier correction is where the reviewer goes on; it never hides what is reviewed.
// - Accepting keeps the labels as submitted, so it is offered only while nothing differs from them.
// SPDX-License-Identifier: Apache-2.0
import type { Work } from "#api/types";
import { type Labels, NO_LABELS } from "#lib/labels";

type Handed = Pick<Work, "duty" | "document" | "document_of" | "under_review">;

/** The labels that are on screen first. */
export const startOf = (work: Handed): Labels => work.document ?? NO_LABELS;

/** The labels that everything is compared with; null where there is nothing to compare. */
export const basisOf = (work: Handed): Labels | null =>
  work.duty === "review" ? (work.under_review ?? NO_LABELS) : null;

/** What the main button and Ctrl+Enter do. */
export function endingOf(work: Handed, changeCount: number): "submit" | "accept" | "correct" {
  if (work.duty === "label") return "submit";
  return changeCount === 0 ? "accept" : "correct";
}
