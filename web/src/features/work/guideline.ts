// Finding one's way in a guideline: the place about a label.
// SPDX-License-Identifier: Apache-2.0
import { isAbout } from "#lib/guideline";
import type { SpanClass } from "#lib/labels";

const plain = (text: string) => text.trim().toLowerCase();

type Label = Pick<SpanClass, "id" | "name">;

/** The heading that is named like a label, or marked with it. */
function headingOf(root: ParentNode, { id, name }: Label): HTMLElement | null {
  const headings = [...root.querySelectorAll<HTMLElement>("h2, h3, h4, h5, h6")];
  return (
    headings.find(({ textContent, dataset }) =>
      isAbout({ text: textContent ?? "", mark: dataset["mark"] ?? null }, id, name),
    ) ?? null
  );
}

/** The place of a guideline that is about a label: its heading, else where it is named. */
export function placeOf(root: ParentNode, label: Label): HTMLElement | null {
  const heading = headingOf(root, label);
  if (heading !== null) return heading;
  const wanted = plain(label.name);
  // i18n-exempt: selectors
  for (const kind of ["h2, h3, h4, h5, h6", "strong", "li, td, p"]) {
    for (const element of root.querySelectorAll<HTMLElement>(kind)) {
      if (plain(element.textContent ?? "").includes(wanted)) return element;
    }
  }
  return null;
}
