// Sending files in parts: what is missing is sent, what arrived is not sent again.
// - An unreachable server is tried again with growing pauses; a refusal ends the transfer.
// - Cancelling stops everything under way at once.
// SPDX-License-Identifier: Apache-2.0

/** What the server knows of one file; files and parts count from 1, `parts` have arrived. */
export interface Known {
  readonly id: string;
  readonly ordinal: number;
  readonly parts: readonly number[];
}

export interface PlannedPart {
  readonly file: string;
  readonly number: number;
  readonly bytes: Blob;
}

/** Every part that has not arrived. */
export function missingParts(
  files: readonly Blob[],
  known: readonly Known[],
  partSize: number,
): readonly PlannedPart[] {
  return known.flatMap(({ id, ordinal, parts }) => {
    const file = files[ordinal - 1];
    if (file === undefined) return [];
    const arrived = new Set(parts);
    const total = Math.ceil(file.size / partSize);
    return Array.from({ length: total }, (_, at) => at + 1)
      .filter((number) => !arrived.has(number))
      .map((number) => ({
        file: id,
        number,
        bytes: file.slice((number - 1) * partSize, number * partSize),
      }));
  });
}

export interface TransferParts {
  readonly parts: readonly PlannedPart[];
  readonly send: (part: PlannedPart, signal: AbortSignal) => Promise<unknown>;
  readonly onSent: (bytes: number) => void;
  readonly isPassing: (error: unknown) => boolean;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
  readonly atOnce?: number;
}

const TRIES = 6;

async function sendOne(transfer: TransferParts, part: PlannedPart): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await transfer.send(part, transfer.signal);
      return transfer.onSent(part.bytes.size);
    } catch (error) {
      if (transfer.signal.aborted || tries >= TRIES || !transfer.isPassing(error)) throw error;
      await transfer.wait(500 * 2 ** tries, transfer.signal);
    }
  }
}

/** Send all parts, a few at once; rejects with the first failure that is not passing. */
export async function sendAll(transfer: TransferParts): Promise<void> {
  const waiting = [...transfer.parts];
  let failed = false;
  const lane = async () => {
    for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) {
      if (failed) return;
      transfer.signal.throwIfAborted();
      await sendOne(transfer, part);
    }
  };
  const lanes = Array.from({ length: transfer.atOnce ?? 3 }, () =>
    lane().catch((error: unknown) => {
      failed = true;
      throw error;
    }),
  );
  await Promise.all(lanes);
}

/** A pause that cancelling ends. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}
