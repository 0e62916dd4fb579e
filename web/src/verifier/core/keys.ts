// Keys that verify a log: the `name+id+key` lines of C2SP signed notes.
// - The id is recomputed; a line whose id differs is refused, as is any other spelling of the key.
// - Fingerprints are SHA-256 over the whole line.
// SPDX-License-Identifier: Apache-2.0
import { decode, encode, fromBase64, fromHex, hash, isSame, joined, toHex } from "./bytes";
import { Fault } from "./faults";

export const ID_SIZE = 4;
const ED25519 = 1;
const ML_DSA_44 = 6;
const KINDS: ReadonlyMap<number, { readonly title: KeyTitle; readonly size: number }> = new Map([
  [ED25519, { title: "Ed25519", size: 32 }],
  [ML_DSA_44, { title: "ML-DSA-44", size: 1312 }],
]);
const NAME = /^[^\p{C}\p{Z}+]+$/u;
const FINGERPRINT = /^[0-9a-f]{64}$/;

type KeyTitle = "Ed25519" | "ML-DSA-44";

/** A public key with the name under which it signs. */
export interface VerifierKey {
  readonly name: string;
  readonly title: KeyTitle;
  readonly id: Uint8Array;
  readonly bytes: Uint8Array;
  readonly line: string;
  readonly fingerprint: string;
}

/** What a person trusts: key lines and fingerprints, had from the log's owner another way. */
export interface Trusted {
  readonly lines: readonly string[];
  readonly fingerprints: readonly string[];
}

export const NOTHING_TRUSTED: Trusted = { lines: [], fingerprints: [] };

/** Where the key that proves the log comes from. */
export type KeyTrust = "given" | "vouched" | "found";

export function refuseBadName(name: string): void {
  if (!NAME.test(name)) throw new Fault("key.name");
}

export function parseKeyLine(line: string): VerifierKey {
  // Base64 may hold a plus, a name may not: the first two separate the parts.
  const [name, id, ...rest] = line.split("+");
  if (name === undefined || id === undefined || rest.length === 0) throw new Fault("key.form");
  const given = fromHex(id, ID_SIZE);
  const material = fromBase64(rest.join("+"));
  refuseBadName(name);
  const kind = KINDS.get(material[0] ?? 0);
  if (kind === undefined) throw new Fault("key.kind");
  const { title, size } = kind;
  if (material.length !== size + 1) throw new Fault("key.size", { title, size });
  const own = hash(joined(encode(`${name}\n`), material)).slice(0, ID_SIZE);
  if (!isSame(own, given)) throw new Fault("key.id");
  const fingerprint = toHex(hash(encode(line)));
  return { name, title, id: own, bytes: material.slice(1), line, fingerprint };
}

/** Key lines, each ended by one line feed: at least one, none twice. */
export function parseKeyFile(data: Uint8Array): readonly VerifierKey[] {
  const text = decode(data);
  if (text === undefined) throw new Fault("keys.utf8");
  if (!text.endsWith("\n")) throw new Fault("keys.end");
  const keys = text.slice(0, -1).split("\n").map(parseKeyLine);
  if (new Set(keys.map(({ line }) => line)).size !== keys.length) throw new Fault("keys.twice");
  return keys;
}

/** What a person typed: key lines, or fingerprints in hex with any spaces and colons. */
export function parseTrusted(text: string): Trusted {
  const [lines, fingerprints]: [string[], string[]] = [[], []];
  for (const each of text.split("\n").map((line) => line.trim())) {
    const hex = each.toLowerCase().replace(/[\s:-]/g, "");
    if (FINGERPRINT.test(hex)) fingerprints.push(hex);
    else if (each !== "") lines.push(parseKeyLine(each).line);
  }
  return { lines, fingerprints };
}

/** Refuse the bundle's keys when one that is trusted is not among them. */
export function refuseOtherKeys(keys: readonly VerifierKey[], trusted: Trusted): void {
  const has = (is: (key: VerifierKey) => boolean) => keys.some(is);
  const isHere =
    trusted.lines.every((line) => has((key) => key.line === line)) &&
    trusted.fingerprints.every((given) => has(({ fingerprint }) => fingerprint === given));
  if (!isHere) throw new Fault("key.other");
}

export function trustIn(key: VerifierKey, trusted: Trusted): KeyTrust {
  const { lines, fingerprints } = trusted;
  if (lines.includes(key.line) || fingerprints.includes(key.fingerprint)) return "given";
  return lines.length + fingerprints.length > 0 ? "vouched" : "found";
}
