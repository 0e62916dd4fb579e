// What the server refuses with, in the reader's language.
// - The server speaks English. Each of its sentences stands in `en/errors.json` under its code, with
//   names for what it fills in; the other languages say the same with the same names.
// - A sentence that is not there is told by its code alone, with the field at fault.
// SPDX-License-Identifier: Apache-2.0
import { i18n, type Messages } from "@lingui/core";

interface Known {
  readonly id: string;
  readonly pattern: RegExp;
  readonly names: readonly string[];
}

let known: readonly Known[] = [];

const literal = (words: string) => words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** The sentence as it may be met: compiled messages are words, and names in lists. */
function knownOf([key, message]: readonly [string, unknown]): Known {
  const tokens: readonly unknown[] = Array.isArray(message) ? message : [message];
  const names = tokens.flatMap((each) => (Array.isArray(each) ? [String(each[0])] : []));
  const spelled = tokens.map((each) => (Array.isArray(each) ? "(.+?)" : literal(String(each))));
  return { id: `errors.${key}`, pattern: new RegExp(`^${spelled.join("")}$`, "s"), names };
}

/** Learn the server's own sentences; those without anything filled in are tried first. */
export function learnRefusals(english: Messages): void {
  known = Object.entries(english)
    .map(knownOf)
    .sort((one, other) => one.names.length - other.names.length);
}

export const knowsRefusals = (): boolean => known.length > 0;

export interface Refused {
  readonly error?: string;
  readonly message: string;
  readonly field?: string | null;
}

/** What a refusal says, in the language of the page. */
export function retold({ error = "", message, field }: Refused): string {
  if (known.length === 0 || i18n.locale === "en") return message;
  for (const { id, pattern, names } of known) {
    const found = pattern.exec(message);
    if (found === null || !(id === `errors.${error}` || id.startsWith(`errors.${error}.`)))
      continue;
    return i18n._(id, Object.fromEntries(names.map((name, at) => [name, found[at + 1] ?? ""])));
  }
  const general = `errors.${error}`;
  if (!(general in i18n.messages)) return message;
  return [i18n._(general), field ? `(${field})` : ""].join(" ").trim();
}
