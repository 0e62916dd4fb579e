// Finding one's way in a guideline: the place about a label, and what changed between two versions.
// SPDX-License-Identifier: Apache-2.0

const plain = (text: string) => text.trim().toLowerCase();

/** The place of a guideline that is about a label: a heading that names it, else where it is named. */
export function placeOf(root: ParentNode, label: string): HTMLElement | null {
  const wanted = plain(label);
  for (const kind of ["h2, h3, h4, h5, h6", "strong", "li, td, p"]) {
    for (const element of root.querySelectorAll<HTMLElement>(kind)) {
      if (plain(element.textContent ?? "").includes(wanted)) return element;
    }
  }
  return null;
}

export interface ChangedLines {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

const linesOf = (body: string) =>
  body
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

/** Lines that one version has and the other has not; a line that only moved is no change. */
export function changedLines(before: string, after: string): ChangedLines {
  const [old, now] = [linesOf(before), linesOf(after)];
  const [had, has] = [new Set(old), new Set(now)];
  return {
    added: now.filter((line) => !had.has(line)),
    removed: old.filter((line) => !has.has(line)),
  };
}
