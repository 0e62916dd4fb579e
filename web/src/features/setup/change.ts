// A change of labels that are in use, as it is put together in the form.
// SPDX-License-Identifier: Apache-2.0
import type { ChangeWanted } from "#api/types";

export const KINDS = ["merge", "split", "retire", "reopen"] as const;
export type Kind = (typeof KINDS)[number];

export interface Wanted {
  readonly kind: Kind;
  readonly classes: readonly string[];
  readonly into: string;
  readonly attribute: string;
  readonly byOption: Readonly<Record<string, string>>;
  readonly labeled: "keep" | "drop";
  readonly below: number;
}

/** The change as the server takes it; null while something is still to be said. */
export function changeOf(wanted: Wanted): ChangeWanted | null {
  const { kind, classes, into, attribute, byOption, labeled, below } = wanted;
  const leads = Object.fromEntries(Object.entries(byOption).filter(([, to]) => to !== ""));
  switch (kind) {
    case "merge":
      return classes.length > 0 && into !== "" && !classes.includes(into)
        ? { kind, classes, into }
        : null;
    case "split":
      return classes.length === 1 && attribute !== "" && Object.keys(leads).length > 0
        ? { kind, classes, attribute_id: attribute, by_option: leads }
        : null;
    case "retire":
      return classes.length > 0 ? { kind, classes, labeled } : null;
    case "reopen":
      return below > 1 ? { kind, classes, guideline_below: below } : null;
  }
}
