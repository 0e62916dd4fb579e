// Autosave: what is on screen reaches the server, and the page always says whether it has.
// - Edits within `quietMs` travel together; one request is under way at a time.
// - A retry of the same labels carries the same key and number, so that it counts once.
// - What the server does not have yet is handed to `keep`, edit by edit, until it has it.
// SPDX-License-Identifier: Apache-2.0

export type SaveState =
  | { readonly kind: "saved"; readonly at: string | null }
  | { readonly kind: "waiting" }
  | { readonly kind: "saving" }
  | { readonly kind: "offline" }
  | { readonly kind: "refused"; readonly message: string };

/** What one attempt sends. */
export interface Attempt<T> {
  readonly key: string;
  readonly seq: number;
  readonly value: T;
}

export type Sent =
  | { readonly kind: "saved"; readonly at: string; readonly seq: number }
  | { readonly kind: "unreachable" }
  | { readonly kind: "refused"; readonly message: string };

export interface AutosaveParts<T> {
  readonly seq: number;
  readonly send: (attempt: Attempt<T>) => Promise<Sent>;
  readonly newKey: () => string;
  readonly tell: (state: SaveState) => void;
  /** What the server does not have yet; null once it has everything. */
  readonly keep?: (attempt: Attempt<T> | null) => void;
  readonly quietMs?: number;
  /** Milliseconds before the n-th retry (from 0). */
  readonly retryMs?: (tries: number) => number;
}

export interface Autosave<T> {
  /** Note a new state of the labels; it is sent after a quiet moment. */
  edited(value: T): void;
  /** Send what is not saved yet, now; resolves when everything is saved or sending failed. */
  flush(): Promise<SaveState>;
  /** Try again after the server refused or could not be reached. */
  retry(): void;
  /** Forget what is waiting and stop. */
  stop(): void;
}

const backoff = (tries: number) => Math.min(30_000, 1000 * 2 ** tries);

/** Start with everything saved. */
export function startAutosave<T>(parts: AutosaveParts<T>): Autosave<T> {
  const quietMs = parts.quietMs ?? 800;
  const retryMs = parts.retryMs ?? backoff;
  let state: SaveState = { kind: "saved", at: null };
  let seq = parts.seq;
  let waiting: Attempt<T> | null = null;
  let running: Promise<void> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let tries = 0;
  let stopped = false;

  const enter = (next: SaveState) => {
    state = next;
    if (!stopped) parts.tell(next);
  };
  const later = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void run(), ms);
  };
  const settle = (attempt: Attempt<T>, sent: Sent) => {
    const current = waiting === attempt;
    if (sent.kind === "saved") {
      tries = 0;
      seq = Math.max(seq, sent.seq);
      if (current) waiting = null;
      if (waiting === null) {
        parts.keep?.(null);
        enter({ kind: "saved", at: sent.at });
      } else later(0);
    } else if (sent.kind === "unreachable") {
      enter({ kind: "offline" });
      later(retryMs(tries++));
    } else enter({ kind: "refused", message: sent.message });
  };
  const attemptOnce = async (attempt: Attempt<T>) => {
    enter({ kind: "saving" });
    const sent = await parts.send(attempt);
    running = null;
    if (!stopped) settle(attempt, sent);
  };
  const run = (): Promise<void> => {
    clearTimeout(timer);
    if (stopped || waiting === null) return Promise.resolve();
    running ??= attemptOnce(waiting);
    return running;
  };

  return {
    edited(value) {
      if (stopped) return;
      seq++;
      waiting = { key: parts.newKey(), seq, value };
      parts.keep?.(waiting);
      if (state.kind !== "offline") enter({ kind: "waiting" });
      if (running === null) later(state.kind === "offline" ? retryMs(tries) : quietMs);
    },
    async flush() {
      for (let turn = 0; turn < 3 && waiting !== null; turn++) await run();
      return state;
    },
    retry() {
      tries = 0;
      later(0);
    },
    stop() {
      stopped = true;
      waiting = null;
      clearTimeout(timer);
    },
  };
}
