// Canonical JSON (RFC 8785 without fractions): one value, one spelling.
// - Reading is strict: who reads writes again and compares, which also refuses doubled keys.
// - Keys stand in the order of their UTF-16 code units; at most 64 levels.
// SPDX-License-Identifier: Apache-2.0
import { decode } from "./bytes";
import { Fault } from "./faults";

const MAX_DEPTH = 64;
const PLAIN = /^[ !#-[\]-~]*$/;
const SURROGATE = /[\ud800-\udfff]/;
const LONE = /\p{Surrogate}/u;

/** Read JSON; its spelling may still differ from the canonical one. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Fault("json");
  }
}

/** Read bytes that are canonical JSON, and nothing else. */
export function parseCanonical(data: Uint8Array): unknown {
  const text = decode(data);
  if (text === undefined) throw new Fault("json");
  const value = parseJson(text);
  if (canonical(value) !== text) throw new Fault("json.spelling");
  return value;
}

/** The one spelling of a value that was read from JSON. */
export function canonical(value: unknown): string {
  return spell(value, MAX_DEPTH);
}

function spell(value: unknown, levels: number): string {
  if (typeof value === "string") return quoted(value);
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value))
      throw new Fault(Number.isInteger(value) ? "json.large" : "json.number");
    return String(value);
  }
  if (value === null || typeof value !== "object") return String(value);
  if (levels === 0) throw new Fault("json.deep");
  if (Array.isArray(value)) return `[${value.map((item) => spell(item, levels - 1)).join()}]`;
  const members = value as Record<string, unknown>;
  let text = "";
  for (const name of Object.keys(members).sort()) {
    text += `${text === "" ? "" : ","}${quoted(name)}:${spell(members[name], levels - 1)}`;
  }
  return `{${text}}`;
}

function quoted(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`;
  if (SURROGATE.test(text) && LONE.test(text)) throw new Fault("json.surrogate");
  return JSON.stringify(text);
}
