// How someone looks at a text and works on it: whole words or characters, labels hidden or locked.
// - Whole words or not is remembered for the person; hidden and locked labels are for one text.
// SPDX-License-Identifier: Apache-2.0
import { useState } from "react";
import { type Snap, toggleSnap, useSnap } from "#lib/snap";

export interface View {
  readonly snap: Snap;
  readonly hidden: ReadonlySet<string>;
  readonly locked: ReadonlySet<string>;
  toggleSnap(): void;
  toggle(what: "hidden" | "locked", classId: string): void;
  /** Show and unlock everything. */
  reset(): void;
  /** Whether spans of a class may be made, picked and changed now. */
  isOpenTo(classId: string): boolean;
}

const NONE: ReadonlySet<string> = new Set();

function toggled(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(id)) next.add(id);
  return next;
}

export function useView(): View {
  const snap = useSnap();
  const [sets, setSets] = useState({ hidden: NONE, locked: NONE });
  return {
    snap,
    ...sets,
    toggleSnap,
    toggle: (what, classId) => setSets({ ...sets, [what]: toggled(sets[what], classId) }),
    reset: () => setSets({ hidden: NONE, locked: NONE }),
    isOpenTo: (classId) => !sets.hidden.has(classId) && !sets.locked.has(classId),
  };
}
