// Telling what just happened, in passing: `notify({ text, undo })`.
// - A refusal is never told here: it stands where it was caused.
// SPDX-License-Identifier: Apache-2.0
import { create } from "zustand";

export interface Told {
  readonly id: number;
  readonly text: string;
  /** Takes back what was done; offered as long as the message stands. */
  readonly undo?: () => void;
}

let last = 0;
export const useTold = create<{ readonly told: readonly Told[] }>(() => ({ told: [] }));

export function dismiss(id: number): void {
  useTold.setState(({ told }) => ({ told: told.filter((each) => each.id !== id) }));
}

/** Show a message for a while, and say it to screen readers; the newest three stand. */
export function notify(message: Omit<Told, "id">): void {
  last += 1;
  const entry = { ...message, id: last };
  useTold.setState(({ told }) => ({ told: [...told, entry].slice(-3) }));
}
