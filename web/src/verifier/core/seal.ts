// The seal: the proof that a bundle's manifest was logged when it was exported.
// - `proof` is a C2SP tlog-proof; its extra data holds the event `export.sealed`, which is the leaf,
//   and the path from the evidence's checkpoint to the later one.
// SPDX-License-Identifier: Apache-2.0
import { decode, encode, fromBase64, fromDecimal, hash, hashFromBase64, toHex } from "./bytes";
import { canonical, parseCanonical } from "./canonical";
import { type Checkpoint, checkpointOf } from "./checkpoint";
import { digestOf, EXPORT_SEALED, type LoggedEvent, parseEvent, uuidOf } from "./event";
import { Fault } from "./faults";
import { Fields } from "./fields";
import type { VerifierKey } from "./keys";
import type { Manifest } from "./manifest";
import { leafHash, verifyConsistency, verifyInclusion } from "./merkle";
import { parseNote, refuseUnknownSignatures, type SignedNote } from "./note";

const HEADER = "c2sp.org/tlog-proof@v1";
const EXTRA = "extra ";
const INDEX = "index ";
const MAX_PATH = 63;
// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII
const ASCII = /^[\u0000-\u007f]*$/;

/** A bundle's proof file, verified: the sealing event and where the log holds it. */
export interface Seal {
  readonly event: LoggedEvent;
  readonly index: number;
  readonly checkpoint: Checkpoint;
  readonly consistency: readonly Uint8Array[];
}

interface Proof {
  readonly index: number;
  readonly path: readonly Uint8Array[];
  readonly note: SignedNote;
  readonly extra: Uint8Array | undefined;
}

/** Read `proof` and refuse it unless the event is in the log that `keys` signed. */
export async function openSeal(data: Uint8Array, keys: readonly VerifierKey[]): Promise<Seal> {
  const { index, path, note, extra } = parseProof(data);
  if (extra === undefined) throw new Fault("seal.event");
  const fields = new Fields(parseCanonical(extra), "consistency", "event");
  const leaf = leafHash(encode(canonical(fields.raw("event"))));
  const checkpoint = await checkpointOf(note, keys);
  verifyInclusion({ leaf, index, path, size: checkpoint.size, root: checkpoint.root });
  refuseUnknownSignatures(note, keys);
  const event = parseEvent(fields.raw("event"));
  return { event, index, checkpoint, consistency: fields.items("consistency").map(readHash) };
}

/** Refuse a manifest (read from `data`) other than the one that the event sealed. */
export function refuseUnsealed({ event }: Seal, manifest: Manifest, data: Uint8Array): void {
  if (event.kind !== EXPORT_SEALED) throw new Fault("seal.kind", { kind: EXPORT_SEALED });
  if (digestOf(event, "manifest") !== toHex(hash(data))) throw new Fault("seal.manifest");
  if (event.project !== manifest.project || uuidOf(event, "export") !== manifest.export)
    throw new Fault("seal.other");
}

/** Read the evidence's checkpoint; refuse it unless the sealed log grew out of it. */
export async function openEvidenceCheckpoint(
  data: Uint8Array,
  seal: Seal,
  keys: readonly VerifierKey[],
): Promise<Checkpoint> {
  const note = parseNote(data);
  const checkpoint = await checkpointOf(note, keys);
  refuseUnknownSignatures(note, keys);
  verifyConsistency(checkpoint, seal.checkpoint, seal.consistency);
  return checkpoint;
}

function parseProof(data: Uint8Array): Proof {
  const blank = data.findIndex((byte, at) => byte === 10 && data[at + 1] === 10);
  const head = decode(blank < 0 ? data : data.slice(0, blank));
  if (head === undefined || !ASCII.test(head)) throw new Fault("proof.ascii");
  const lines = head.split("\n");
  if (blank < 0 || lines.shift() !== HEADER) throw new Fault("proof.header", { header: HEADER });
  const extra = lines[0]?.startsWith(EXTRA)
    ? fromBase64((lines.shift() ?? "").slice(EXTRA.length))
    : undefined;
  const index = lines.shift();
  if (!index?.startsWith(INDEX)) throw new Fault("proof.index");
  if (lines.length > MAX_PATH) throw new Fault("proof.path", { most: MAX_PATH });
  return {
    index: fromDecimal(index.slice(INDEX.length)),
    path: lines.map(hashFromBase64),
    note: parseNote(data.slice(blank + 2)),
    extra,
  };
}

function readHash(value: unknown): Uint8Array {
  if (typeof value !== "string") throw new Fault("seal.hash");
  return hashFromBase64(value);
}
