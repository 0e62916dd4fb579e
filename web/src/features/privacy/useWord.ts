// A word of the server's in words of ours; one that is new here, or a policy's own, by its name.
// SPDX-License-Identifier: Apache-2.0
import { isText } from "#i18n/language";
import { useText } from "#i18n/Text";

export function useWord() {
  const t = useText("privacy");
  return (part: "cause" | "kind" | "tier", word: string): string => {
    const key = `${part}.${word}`;
    if (isText("privacy", key)) return t(key);
    const words = word.replace(/[-_]/g, " ").toLowerCase();
    return part === "kind" ? words.charAt(0).toUpperCase() + words.slice(1) : words;
  };
}
