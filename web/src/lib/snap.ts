// What a selection in a text keeps to, for this person: the same from text to text.
// SPDX-License-Identifier: Apache-2.0
import { create } from "zustand";

/** What an edge of a selection stands on: characters as they are, or whole words. */
export type Snap = "word" | "character";

const useChosen = create<{ readonly snap: Snap }>(() => ({ snap: "character" }));
const listeners = new Set<(snap: Snap) => void>();

export const useSnap = (): Snap => useChosen(({ snap }) => snap);

/** Take over what was remembered. */
export function setSnap(snap: Snap): void {
  useChosen.setState({ snap });
}

/** Choose, and tell whoever remembers it. */
function chooseSnap(snap: Snap): void {
  setSnap(snap);
  for (const listener of listeners) listener(snap);
}

export function toggleSnap(): void {
  chooseSnap(useChosen.getState().snap === "word" ? "character" : "word");
}

export function whenSnapChosen(listener: (snap: Snap) => void): void {
  listeners.add(listener);
}
