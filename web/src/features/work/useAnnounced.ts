// Says to screen readers what happened to the marks: by label and number, never by their words.
// SPDX-License-Identifier: Apache-2.0
import { useEffect } from "react";
import type { Editing } from "#editors/core/editing";
import { say } from "#i18n/language";
import type { Labels, Ontology } from "#lib/labels";
import { announce } from "#ui/announce";

/** What changed between two sets of labels, in words; null where no mark came, went or changed. */
export function told(ontology: Ontology, before: Labels, after: Labels): string | null {
  if (before.spans === after.spans) return null;
  const t = say("work");
  const was = new Map(before.spans.map((span) => [span.id, span]));
  const is = new Set(after.spans.map(({ id }) => id));
  const nameOf = (id: string) => ontology.classes.find((each) => each.id === id)?.name ?? "?";
  const total = after.spans.length;
  const added = after.spans.filter(({ id }) => !was.has(id));
  const removed = before.spans.filter(({ id }) => !is.has(id));
  if (added.length > 0) {
    const [first] = added;
    const label = nameOf(first?.class_id ?? "");
    return t("said.added", { count: added.length, label, total });
  }
  if (removed.length > 0) return t("said.removed", { count: removed.length, total });
  const changed = after.spans.find((span) => was.get(span.id)?.class_id !== span.class_id);
  return changed === undefined
    ? t("said.moved")
    : t("said.relabeled", { label: nameOf(changed.class_id) });
}

export function useAnnounced(editing: Editing, ontology: Ontology): void {
  useEffect(
    () =>
      editing.store.subscribe((now, before) => {
        const words = told(ontology, before.labels, now.labels);
        if (words !== null) announce(words);
      }),
    [editing, ontology],
  );
}
