// What is said to screen readers and shown to nobody: what an act did that eyes see by themselves.
// SPDX-License-Identifier: Apache-2.0
import { create } from "zustand";

/** The last thing said; `number` makes the same words said twice two things. */
export const useSaid = create(() => ({ words: "", number: 0 }));

export function announce(words: string): void {
  useSaid.setState(({ number }) => ({ words, number: number + 1 }));
}
