// The browser's shelf for sealed parcels: one IndexedDB store, emptied at sign-out.
// SPDX-License-Identifier: Apache-2.0
import { clear, createStore, delMany, entries, get, set } from "idb-keyval";
import type { Parcel, Shelf } from "./keeping";

let opened: ReturnType<typeof createStore> | null = null;

function store() {
  opened ??= createStore("sealmark-kept", "parcels");
  return opened;
}

export const browserShelf: Shelf = {
  get: (id) => get<Parcel>(id, store()),
  put: (id, parcel) => set(id, parcel, store()),
  remove: (ids) => delMany([...ids], store()),
  all: () => entries<string, Parcel>(store()),
};

/** Throw everything away: somebody signs out. */
export async function emptyShelf(): Promise<void> {
  try {
    await clear(store());
  } catch {
    // A browser without a store has kept nothing.
  }
}
