// Signed notes (C2SP signed-note): text, an empty line, signature lines.
// - UTF-8 without control characters but the line feed; nothing after the last line.
// - Every key handed in signs, once; no other signature is there.
// SPDX-License-Identifier: Apache-2.0
import { decode, encode, fromBase64, isSame } from "./bytes";
import { Fault } from "./faults";
import { ID_SIZE, refuseBadName, type VerifierKey } from "./keys";

const MAX_NOTE = 256 * 1024;
const MAX_SIGNATURES = 32;
const DASH = "\u2014 ";
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const CONTROL = /[\u0000-\u0009\u000b-\u001f]/;

interface Signature {
  readonly name: string;
  readonly id: Uint8Array;
  readonly value: Uint8Array;
}

/** A note as read: its signatures are not verified yet. */
export interface SignedNote {
  readonly text: string;
  readonly signatures: readonly Signature[];
}

/** Checks one signature of `key` over the text; throws a `Fault`. */
export type Check = (key: VerifierKey, text: string, value: Uint8Array) => Promise<void>;

export function parseNote(data: Uint8Array): SignedNote {
  if (data.length > MAX_NOTE) throw new Fault("note.large", { most: MAX_NOTE });
  const text = decode(data);
  if (text === undefined) throw new Fault("note.utf8");
  if (CONTROL.test(text)) throw new Fault("note.control");
  const blank = text.lastIndexOf("\n\n");
  const tail = text.slice(blank + 2);
  if (blank < 0 || !tail.endsWith("\n")) throw new Fault("note.form");
  const signatures = tail.slice(0, -1).split("\n").map(parseSignature);
  if (signatures.length > MAX_SIGNATURES) throw new Fault("note.many", { most: MAX_SIGNATURES });
  return { text: `${text.slice(0, blank)}\n`, signatures };
}

/** Refuse unless every one of `keys` signed the text, once, and `check` accepts it. */
export async function verifyNote(
  note: SignedNote,
  keys: readonly VerifierKey[],
  check: Check,
): Promise<void> {
  for (const key of keys) {
    const [found, ...more] = note.signatures.filter((each) => isBy(each, key));
    if (found === undefined) throw new Fault("signature.missing", { title: key.title });
    if (more.length > 0) throw new Fault("signature.twice", { title: key.title });
    await check(key, note.text, found.value);
  }
}

/** Refuse a signature line that none of `keys` made: nobody would notice it being changed. */
export function refuseUnknownSignatures(note: SignedNote, keys: readonly VerifierKey[]): void {
  if (note.signatures.some((each) => !keys.some((key) => isBy(each, key))))
    throw new Fault("signature.unknown");
}

/** Whether this browser can check Ed25519 signatures at all. */
export async function knowsEd25519(): Promise<boolean> {
  try {
    await importEd25519(new Uint8Array(32));
    return true;
  } catch (cause) {
    // A point that is none is refused by those who know the algorithm.
    return cause instanceof DOMException && cause.name === "DataError";
  }
}

export async function verifyEd25519(
  key: VerifierKey,
  text: string,
  value: Uint8Array,
): Promise<void> {
  const isValid = await importEd25519(key.bytes)
    .then((imported) =>
      crypto.subtle.verify("Ed25519", imported, copied(value), copied(encode(text))),
    )
    .catch(() => false);
  if (!isValid) throw new Fault("signature.wrong", { title: key.title });
}

const importEd25519 = (key: Uint8Array): Promise<CryptoKey> =>
  crypto.subtle.importKey("raw", copied(key), "Ed25519", false, ["verify"]);

/** The bytes in a buffer of their own, as WebCrypto's types want them. */
const copied = (data: Uint8Array): Uint8Array<ArrayBuffer> => Uint8Array.from(data);

function parseSignature(line: string): Signature {
  const space = line.indexOf(" ", DASH.length);
  if (!line.startsWith(DASH) || space < 0) throw new Fault("signature.form");
  const name = line.slice(DASH.length, space);
  refuseBadName(name);
  const blob = fromBase64(line.slice(space + 1));
  if (blob.length <= ID_SIZE) throw new Fault("signature.empty");
  return { name, id: blob.slice(0, ID_SIZE), value: blob.slice(ID_SIZE) };
}

const isBy = (signature: Signature, key: VerifierKey): boolean =>
  signature.name === key.name && isSame(signature.id, key.id);
