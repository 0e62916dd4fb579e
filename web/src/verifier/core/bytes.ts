// Bytes: one spelling each for text, hex, base64 and numbers.
// - What we would write otherwise is refused.
// SPDX-License-Identifier: Apache-2.0
import { sha256 } from "@noble/hashes/sha2.js";
import { Fault } from "./faults";

export const HASH_SIZE = 32;

const ENCODER = new TextEncoder();
// The mark at the beginning is a character like any other: it is not taken away unseen.
const DECODER = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const DECIMAL = /^(?:0|[1-9][0-9]{0,18})$/;
const HEX = /^(?:[0-9a-f]{2})*$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const WORD = /^[a-z][a-z0-9_.-]{0,63}$/;
const TIME = /^([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})\.[0-9]{6}Z$/;
const LARGEST = 2n ** 63n - 1n;

export const hash = (data: Uint8Array): Uint8Array => sha256(data);

export const encode = (text: string): Uint8Array => ENCODER.encode(text);

/** The text of UTF-8, or nothing where it is not UTF-8. */
export function decode(data: Uint8Array): string | undefined {
  try {
    return DECODER.decode(data);
  } catch {
    return undefined;
  }
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let place = 0;
  for (const part of parts) {
    all.set(part, place);
    place += part.length;
  }
  return all;
}

export function isSame(one: Uint8Array, other: Uint8Array): boolean {
  if (one.length !== other.length) return false;
  for (let place = 0; place < one.length; place++) if (one[place] !== other[place]) return false;
  return true;
}

const BYTES = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

export function toHex(data: Uint8Array): string {
  let text = "";
  for (const byte of data) text += BYTES[byte];
  return text;
}

export function fromHex(text: string, size: number): Uint8Array {
  if (text.length !== 2 * size || !HEX.test(text)) throw new Fault("hex", { size });
  return Uint8Array.from({ length: size }, (_, at) =>
    Number.parseInt(text.slice(2 * at, 2 * at + 2), 16),
  );
}

/** Bytes as a string of as many characters: a key for maps that takes little room. */
export function packed(data: Uint8Array): string {
  return String.fromCharCode(...data);
}

export function fromBase64(text: string): Uint8Array {
  let found: string;
  try {
    found = atob(text);
  } catch {
    throw new Fault("base64");
  }
  if (btoa(found) !== text) throw new Fault("base64.spelling");
  return Uint8Array.from(found, (char) => char.charCodeAt(0));
}

export function hashFromBase64(text: string): Uint8Array {
  const data = fromBase64(text);
  if (data.length !== HASH_SIZE) throw new Fault("hash.size", { found: data.length });
  return data;
}

export function fromDecimal(text: string): number {
  if (!DECIMAL.test(text) || BigInt(text) > LARGEST) throw new Fault("decimal");
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new Fault("decimal.large");
  return number;
}

export function bigEndian(number: number): Uint8Array {
  const data = new Uint8Array(8);
  new DataView(data.buffer).setBigUint64(0, BigInt(number));
  return data;
}

export const isDigest = (value: unknown): value is string =>
  typeof value === "string" && value.length === 2 * HASH_SIZE && HEX.test(value);

export const isUuid = (value: unknown): value is string =>
  typeof value === "string" && UUID.test(value);

export const isWord = (value: unknown): value is string =>
  typeof value === "string" && WORD.test(value);

/** A real moment written as `2026-01-31T23:59:59.000000Z`. */
export function isTime(value: unknown): value is string {
  const found = typeof value === "string" ? TIME.exec(value) : null;
  if (found === null) return false;
  const part = (at: number) => Number(found[at]);
  const moment = new Date(0);
  // A day that the month does not have would roll over into the next.
  moment.setUTCFullYear(part(1), part(2) - 1, part(3));
  const isDay = moment.getUTCMonth() === part(2) - 1 && moment.getUTCDate() === part(3);
  return part(1) > 0 && isDay && part(4) < 24 && part(5) < 60 && part(6) < 60;
}
