// Signing out from anywhere.
// SPDX-License-Identifier: Apache-2.0
import { signOut } from "#api/session";

export async function leave(): Promise<void> {
  await signOut();
  // A fresh document: nothing that was shown stays in memory.
  window.location.assign("/login");
}
