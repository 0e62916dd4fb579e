// Checkpoints (C2SP tlog-checkpoint): the size and root of a log at a moment, signed.
// - The log signs the text with Ed25519 and cosigns (origin, time, size, root) with ML-DSA-44.
// SPDX-License-Identifier: Apache-2.0
import { ml_dsa44 } from "@noble/post-quantum/ml-dsa.js";
import { bigEndian, encode, fromDecimal, hashFromBase64, joined } from "./bytes";
import { Fault } from "./faults";
import type { VerifierKey } from "./keys";
import { type SignedNote, verifyEd25519, verifyNote } from "./note";

const TIME_SIZE = 8;
// C2SP tlog-cosignature: domain separation from every other use of the key.
const LABEL = "subtree/v1\n\0";
const MAX_NAME = 255;

/** A log's tree head: `size` leaves under `root`. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
}

/** The checkpoint in a note; refuse it unless each of `keys` signed it. */
export async function checkpointOf(
  note: SignedNote,
  keys: readonly VerifierKey[],
): Promise<Checkpoint> {
  const checkpoint = parseCheckpoint(note.text);
  const [own, ...more] = keys.filter(({ title }) => title === "Ed25519");
  if (own === undefined || more.length > 0) throw new Fault("checkpoint.key");
  if (own.name !== checkpoint.origin) throw new Fault("checkpoint.origin");
  await verifyNote(note, keys, check);
  return checkpoint;
}

function parseCheckpoint(text: string): Checkpoint {
  const lines = text.replace(/\n$/, "").split("\n");
  const [origin, size, root] = lines;
  if (origin === undefined || size === undefined || root === undefined || lines.includes(""))
    throw new Fault("checkpoint.form");
  return { origin, size: fromDecimal(size), root: hashFromBase64(root) };
}

async function check(key: VerifierKey, text: string, value: Uint8Array): Promise<void> {
  if (key.title === "Ed25519") return await verifyEd25519(key, text, value);
  verifyCosignature(key, parseCheckpoint(text), value);
}

function verifyCosignature(key: VerifierKey, checkpoint: Checkpoint, value: Uint8Array): void {
  const time = value.slice(0, TIME_SIZE);
  // Seconds since 1970 as a signed number: the highest bit is never set.
  if (time.length < TIME_SIZE || (time[0] ?? 0) > 127) throw new Fault("cosignature.time");
  const message = joined(
    encode(LABEL),
    short(key.name),
    time,
    short(checkpoint.origin),
    bigEndian(0),
    bigEndian(checkpoint.size),
    checkpoint.root,
  );
  if (!isSigned(value.slice(TIME_SIZE), message, key.bytes))
    throw new Fault("signature.wrong", { title: key.title });
}

function isSigned(value: Uint8Array, message: Uint8Array, key: Uint8Array): boolean {
  try {
    return ml_dsa44.verify(value, message, key);
  } catch {
    // Bytes that are no signature or no key at all.
    return false;
  }
}

function short(text: string): Uint8Array {
  const data = encode(text);
  if (data.length > MAX_NAME) throw new Fault("name.long", { most: MAX_NAME });
  return joined(Uint8Array.of(data.length), data);
}
