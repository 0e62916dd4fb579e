// Why a text waits, in words.
// SPDX-License-Identifier: Apache-2.0

const WORDS: Readonly<Record<string, string>> = {
  language: "Its language is not one the policy covers",
  risk: "Too much risk is left after redaction",
  tier: "Its tier asks for a look",
  policy: "The policy asks for a look",
};

/** The sentence for a reason code; an unknown code is spelled out as it is. */
export function reasonWords(reason: string): string {
  const known = Object.keys(WORDS).find((key) => reason === key || reason.startsWith(`${key}-`));
  const spelled = reason.replace(/[-_]/g, " ");
  return (
    (known === undefined ? undefined : WORDS[known]) ??
    spelled.charAt(0).toUpperCase() + spelled.slice(1)
  );
}
