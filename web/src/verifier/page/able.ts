// What this browser must be able to do, asked before anything is checked.
// SPDX-License-Identifier: Apache-2.0
import { knowsEd25519 } from "../core/note";

export type Lack = "secure" | "ed25519" | "inflate";

/** What is missing, or nothing. */
export async function lacking(): Promise<Lack | null> {
  if (globalThis.crypto?.subtle === undefined) return "secure";
  if (!(await knowsEd25519())) return "ed25519";
  try {
    new DecompressionStream("deflate-raw");
    return null;
  } catch {
    return "inflate";
  }
}
