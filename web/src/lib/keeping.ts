// What this browser keeps of work that the server does not have yet: sealed, and for a while.
// - Sealed by AES-256-GCM under a key that comes with the text and lives in this page's memory: it
//   cannot be read out again, and what lies on the disk opens only for whoever is given the text.
// - Bound to its text and person; what does not open is thrown away.
// - Gone when the server has it all, at sign-out, for another person, and after a week.
// SPDX-License-Identifier: Apache-2.0

/** One sealed record, as it lies on the shelf. */
export interface Parcel {
  readonly owner: string;
  readonly at: number;
  readonly nonce: Uint8Array<ArrayBuffer>;
  readonly sealed: ArrayBuffer;
}

/** Where parcels lie; `./shelf` is the browser's. */
export interface Shelf {
  get(id: string): Promise<Parcel | undefined>;
  put(id: string, parcel: Parcel): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
  all(): Promise<readonly (readonly [string, Parcel])[]>;
}

export interface Keeper<T> {
  /** What was kept before, or null. */
  recall(): Promise<T | null>;
  /** Keep this in the place of what was kept; the last of several in a row wins. */
  keep(value: T): void;
  /** The server has everything. */
  drop(): void;
}

interface KeeperParts {
  /** Which text. */
  readonly id: string;
  /** Which person. */
  readonly owner: string;
  /** 32 bytes, base64. */
  readonly key: string;
  readonly shelf: Shelf;
  readonly now: () => number;
}

const WEEK_MS = 7 * 24 * 3600 * 1000;
const NONCE_BYTES = 12;

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (each) => each.charCodeAt(0));

/** Throw away what is another person's or older than a week. */
async function tidy(shelf: Shelf, owner: string, now: number): Promise<void> {
  const all = await shelf.all();
  const old = all.filter(([, it]) => it.owner !== owner || now - it.at > WEEK_MS);
  if (old.length > 0) await shelf.remove(old.map(([id]) => id));
}

/** Writes one after the other; of those that wait only the last is carried out. */
function inTurn() {
  let next: (() => Promise<void>) | null = null;
  let running = false;
  const run = async () => {
    running = true;
    while (next !== null) {
      const act = next;
      next = null;
      // A browser that keeps nothing (private window, full disk) takes nothing from the server's.
      await act().catch(() => undefined);
    }
    running = false;
  };
  return (act: () => Promise<void>) => {
    next = act;
    if (!running) void run();
  };
}

/** Begin to keep one text's labels for one person. */
export async function startKeeping<T>(parts: KeeperParts): Promise<Keeper<T>> {
  const { id, owner, shelf, now } = parts;
  const key = await crypto.subtle.importKey("raw", bytesOf(parts.key), "AES-GCM", false, [
    "encrypt",
    "decrypt",
  ]);
  const additionalData = new TextEncoder().encode(`${owner}/${id}`);
  const turn = inTurn();
  await tidy(shelf, owner, now());
  return {
    async recall() {
      const parcel = await shelf.get(id);
      if (parcel === undefined) return null;
      try {
        const { nonce: iv, sealed } = parcel;
        const open = await crypto.subtle.decrypt(
          { name: "AES-GCM", iv, additionalData },
          key,
          sealed,
        );
        return JSON.parse(new TextDecoder().decode(open)) as T;
      } catch {
        // Of an earlier turn, or damaged: nobody can use it any more.
        await shelf.remove([id]);
        return null;
      }
    },
    keep: (value) =>
      turn(async () => {
        const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
        const content = new TextEncoder().encode(JSON.stringify(value));
        const algorithm = { name: "AES-GCM", iv: nonce, additionalData };
        const sealed = await crypto.subtle.encrypt(algorithm, key, content);
        await shelf.put(id, { owner, at: now(), nonce, sealed });
      }),
    drop: () => turn(() => shelf.remove([id])),
  };
}

/** Where a browser can keep nothing: everything still goes to the server. */
export function keepNothing<T>(): Keeper<T> {
  return { recall: () => Promise.resolve(null), keep: () => undefined, drop: () => undefined };
}
