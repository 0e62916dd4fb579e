// Why a text waits, how risky it is and what is doubted in it, in words.
// SPDX-License-Identifier: Apache-2.0
import type { Held } from "#api/quarantine";
import { isText, language, say } from "#i18n/language";

const plain = (code: string) => code.replace(/[-_]/g, " ");

function word(prefix: "reason" | "short", code: string): string {
  const key = `${prefix}.${code}`;
  return isText("quarantine", key) ? say("quarantine")(key) : plain(code);
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
  if (isText("quarantine", key)) return say("quarantine")(key);
  const words = kind.toLowerCase().replace(/_/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export const riskWords = (risk: number): string =>
  risk.toLocaleString(language(), { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** Doubts by kind, the most first. */
export const doubtsOf = (item: Held): string =>
  item.doubts.map(({ kind, count }) => `${kindName(kind)} ${count}`).join(", ");
