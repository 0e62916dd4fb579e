// Why a text waits, in words.
// SPDX-License-Identifier: Apache-2.0
import texts from "#i18n/en/quarantine.json";
import { say } from "#i18n/language";
import type { Key } from "#i18n/namespaces";

const plain = (code: string) => code.replace(/[-_]/g, " ");

function word(prefix: "reason" | "short", code: string): string {
  const key = `${prefix}.${code}`;
  return key in texts ? say("quarantine")(key as Key<"quarantine">) : plain(code);
}

const codesOf = (reasons: string) => reasons.split(/[\s,]+/).filter((code) => code !== "");

/** The sentence for reason codes, one or several with blanks between; unknown ones as they are. */
export function reasonWords(reasons: string): string {
  const sentence = codesOf(reasons)
    .map((code) => word("reason", code))
    .join("; ");
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** The same in a word or two, for a narrow list. */
export const shortReason = (reasons: string): string =>
  codesOf(reasons)
    .map((code) => word("short", code))
    .join(", ");

/** A kind in words; one of a policy's own by its name. */
export function kindName(kind: string): string {
  const key = `kind.${kind}`;
  if (key in texts) return say("quarantine")(key as Key<"quarantine">);
  const words = kind.toLowerCase().replace(/_/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
