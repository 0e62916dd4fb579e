// Why a text waits, in words.
// SPDX-License-Identifier: Apache-2.0

const WORDS: Readonly<Record<string, string>> = {
  language: "its language is not one the policy covers",
  risk: "too much risk is left after redaction",
  reported: "somebody at work saw something that should be hidden",
  recalled: "it was taken back",
  dismissed: "a report about it was dismissed",
  "hidden-more": "more was hidden in it by hand",
  "found-again": "a second look found something that the first had missed",
};

/** The sentence for reason codes, one or several with blanks between; unknown ones as they are. */
export function reasonWords(reasons: string): string {
  const words = reasons.split(/[\s,]+/).map((code) => WORDS[code] ?? code.replace(/[-_]/g, " "));
  const sentence = words.join("; ");
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
